/** Saved searches and the addresses that they stand for. */
import type {
  SavedSearchPartsFragment,
  SaveSearchMutationVariables,
  SearchPace,
} from "@/shared/graphql/generated/graphql";
import { type MarketAddress, writeAddress } from "../address";

/** Read what a saved search asks for as the market's address. */
export function addressOfSaved(saved: SavedSearchPartsFragment): MarketAddress {
  return {
    text: saved.text,
    like: saved.like ?? "",
    industries: saved.industries,
    modes: saved.transferModes,
    origins: saved.origins,
    regions: saved.regions,
    trlMin: saved.trlMin ?? null,
    trlMax: saved.trlMax ?? null,
    order: saved.order,
  };
}

/** Write the address under which a saved search stands. */
export function pathOfSaved(saved: SavedSearchPartsFragment): string {
  const asked = writeAddress(addressOfSaved(saved)).toString();
  return asked ? `/market?${asked}` : "/market";
}

/** Put into a request what the market shows, to be kept under a name. */
export function toBeSaved(
  address: MarketAddress,
  name: string,
  pace: SearchPace,
): SaveSearchMutationVariables {
  return {
    name,
    pace,
    text: address.text,
    like: address.like || null,
    industries: address.industries,
    transferModes: address.modes,
    origins: address.origins,
    regions: address.regions,
    trlMin: address.trlMin,
    trlMax: address.trlMax,
    order: address.order,
  };
}
