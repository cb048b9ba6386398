/** What the market shows is in its address, so that it can be sent and come back to. */
import type {
  Industry,
  Origin,
  Region,
  SearchOrder,
  TransferMode,
} from "@/shared/graphql/generated/graphql";

export const INDUSTRIES = [
  "ADVANCED_MATERIALS",
  "ENERGY_BATTERY",
  "SEMICONDUCTOR_DISPLAY",
  "MACHINERY_ROBOTICS",
  "MOBILITY",
  "AEROSPACE_DEFENCE",
  "BIO_HEALTH",
  "CHEMISTRY_ENVIRONMENT",
  "ICT_SOFTWARE",
  "CONSTRUCTION_SHIPBUILDING",
  "AGRI_FOOD",
  "OTHER",
] as const satisfies readonly Industry[];
export const MODES = [
  "LICENCE",
  "ASSIGNMENT",
  "JOINT_DEVELOPMENT",
  "SUPPLY",
  "INVESTMENT",
] as const satisfies readonly TransferMode[];
export const ORIGINS = ["NATIVE", "IMPORTED"] as const satisfies readonly Origin[];
export const REGIONS = [
  "KOREA",
  "ASIA",
  "EUROPE",
  "NORTH_AMERICA",
  "ELSEWHERE",
] as const satisfies readonly Region[];
export const LEVELS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
export const ORDERS = [
  "RELEVANCE",
  "NEWEST",
  "READINESS",
] as const satisfies readonly SearchOrder[];
export const LONGEST_TEXT = 400;

export interface MarketAddress {
  text: string;
  /** In the place of a text the technology that others are to be like; empty for none. */
  like: string;
  industries: Industry[];
  modes: TransferMode[];
  origins: Origin[];
  /** Told and asked for by readers of summaries alone. */
  regions: Region[];
  trlMin: number | null;
  trlMax: number | null;
  /** How the answer is sorted; where nothing is asked by, the newest come first. */
  order: SearchOrder;
}

export const EMPTY: MarketAddress = {
  text: "",
  like: "",
  industries: [],
  modes: [],
  origins: [],
  regions: [],
  trlMin: null,
  trlMax: null,
  order: "RELEVANCE",
};

const ID = /^[\w-]{22}$/;

/** Whether anything is asked by: words, or a technology in their place. */
export function isSearch({ text, like }: Pick<MarketAddress, "text" | "like">): boolean {
  return text !== "" || like !== "";
}

function chosen<Value extends string>(
  params: URLSearchParams,
  name: string,
  known: readonly Value[],
): Value[] {
  const asked = new Set(params.getAll(name).map((each) => each.toUpperCase()));
  return known.filter((each) => asked.has(each));
}

function level(params: URLSearchParams, name: string): number | null {
  const value = params.get(name) ?? "";
  return /^[1-9]$/.test(value) ? Number(value) : null;
}

/** Read an address; what does not belong there is left out. */
export function readAddress(params: URLSearchParams): MarketAddress {
  const trlMin = level(params, "trl_min");
  const trlMax = level(params, "trl_max");
  const turned = trlMin !== null && trlMax !== null && trlMin > trlMax;
  const text = (params.get("q") ?? "").slice(0, LONGEST_TEXT).trim();
  const like = params.get("like") ?? "";
  return {
    text,
    like: text === "" && ID.test(like) ? like : "",
    industries: chosen(params, "industry", INDUSTRIES),
    modes: chosen(params, "mode", MODES),
    origins: chosen(params, "origin", ORIGINS),
    regions: chosen(params, "region", REGIONS),
    trlMin: turned ? trlMax : trlMin,
    trlMax: turned ? trlMin : trlMax,
    order: chosen(params, "sort", ORDERS)[0] ?? "RELEVANCE",
  };
}

/** Write an address; empty parts do not appear in it. */
export function writeAddress(address: MarketAddress): URLSearchParams {
  const params = new URLSearchParams();
  if (address.text) params.set("q", address.text);
  else if (address.like) params.set("like", address.like);
  for (const each of address.industries) params.append("industry", each.toLowerCase());
  for (const each of address.modes) params.append("mode", each.toLowerCase());
  for (const each of address.origins) params.append("origin", each.toLowerCase());
  for (const each of address.regions) params.append("region", each.toLowerCase());
  if (address.trlMin !== null) params.set("trl_min", String(address.trlMin));
  if (address.trlMax !== null) params.set("trl_max", String(address.trlMax));
  if (isSearch(address) && address.order !== "RELEVANCE") {
    params.set("sort", address.order.toLowerCase());
  }
  return params;
}

/** Count the filters in use; a range of readiness counts once. */
export function countFilters(address: MarketAddress): number {
  const range = address.trlMin !== null || address.trlMax !== null ? 1 : 0;
  const { industries, modes, origins, regions } = address;
  return industries.length + modes.length + origins.length + regions.length + range;
}

/** The search that led to a technology, as its row left it with the history; the way back keeps it. */
export function searchLeft(state: unknown): string {
  if (typeof state !== "object" || state === null || !("market" in state)) return "";
  return typeof state.market === "string" && state.market.startsWith("?") ? state.market : "";
}
