/** How many offers an answer holds of each kind, in words. */
import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import {
  type Industry,
  MarketFacetsDocument,
  type Origin,
  type Region,
  type TransferMode,
} from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import type { MarketAddress } from "../address";
import { narrowedTo } from "../asking";

export interface FacetCounts {
  total: number;
  isComplete: boolean;
  withoutModes: number;
  withoutLevel: number;
  withoutRegions: number;
  industries: Partial<Record<Industry, number>>;
  modes: Partial<Record<TransferMode, number>>;
  origins: Partial<Record<Origin, number>>;
  /** Null for readers who may not ask by it. */
  regions: Partial<Record<Region, number>> | null;
}

/** Count; while new counts are on their way the ones before stand. */
export function useFacets(address: MarketAddress, document: string): FacetCounts | null {
  const [{ data }] = useTypedQuery(MarketFacetsDocument, narrowedTo(address, document));
  const known = useRef<FacetCounts | null>(null);
  const counted = useMemo(() => {
    if (!data) return null;
    const { industries, transferModes, origins, regions, levels: _, ...rest } = data.marketFacets;
    return {
      ...rest,
      industries: Object.fromEntries(industries.map((each) => [each.industry, each.count])),
      modes: Object.fromEntries(transferModes.map((each) => [each.mode, each.count])),
      origins: Object.fromEntries(origins.map((each) => [each.origin, each.count])),
      regions: regions
        ? Object.fromEntries(regions.map((each) => [each.region, each.count]))
        : null,
    };
  }, [data]);
  known.current = counted ?? known.current;
  return known.current;
}

/** Say counts: a text finds at most so many, and then there may be more of each. */
export function useCountWords(counts: FacetCounts | null) {
  const { t, i18n } = useTranslation("market");
  const figure = (count: number) => count.toLocaleString(i18n.language);
  return {
    count: (count: number | undefined) => {
      if (!counts) return null;
      const value = figure(count ?? 0);
      return counts.isComplete || !count ? value : t("counts.more", { value });
    },
    unstated: (count: number | undefined) =>
      count ? t("counts.unstated", { value: figure(count) }) : null,
    total: () => {
      if (!counts) return null;
      return t(counts.isComplete ? "results.total" : "results.totalMore", {
        value: figure(counts.total),
      });
    },
  };
}
