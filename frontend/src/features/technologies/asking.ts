import type { Client } from "urql";
import {
  type MarketFacetsQueryVariables,
  MarketSearchDocument,
  type MarketSearchQueryVariables,
} from "@/shared/graphql/generated/graphql";
import { askAhead } from "@/shared/graphql/operations";
import { type Language, languageAtFirst } from "@/shared/i18n/setup";
import { isSearch, type MarketAddress, readAddress } from "./address";

const PAGE = 20;

/** Put into a query what the market's address narrows its answer down to; a text goes before it. */
export function narrowedTo(address: MarketAddress, document = ""): MarketFacetsQueryVariables {
  return {
    text: document ? "" : address.text,
    like: document || !address.like ? null : address.like,
    document: document || null,
    industries: address.industries.length > 0 ? address.industries : null,
    transferModes: address.modes.length > 0 ? address.modes : null,
    origins: address.origins.length > 0 ? address.origins : null,
    regions: address.regions.length > 0 ? address.regions : null,
    trlMin: address.trlMin,
    trlMax: address.trlMax,
  };
}

/** Put into a query what the market's address asks for. */
export function askedFor(
  address: MarketAddress,
  shown: Language,
  after: string | null,
  document = "",
): MarketSearchQueryVariables {
  const language = shown === "ko" ? "KO" : "EN";
  return {
    ...narrowedTo(address, document),
    order: document ? "RELEVANCE" : address.order,
    first: PAGE,
    after,
    language,
    other: language === "KO" ? "EN" : "KO",
    searched: document !== "" || isSearch(address),
  };
}

/** Ask for the first page of the market while its words are still on their way. */
export function askMarketAhead(client: Client, search: string): Promise<void> {
  const address = readAddress(new URLSearchParams(search));
  return askAhead(client, MarketSearchDocument, askedFor(address, languageAtFirst(), null));
}
