import type { ApiScope } from "@/shared/graphql/generated/graphql";

/** In the order of reading them: first what only reads, beside what writes the same. */
export const SCOPES: readonly ApiScope[] = [
  "MARKET_READ",
  "TECHNOLOGIES_READ",
  "TECHNOLOGIES_WRITE",
  "DEMANDS_READ",
  "DEMANDS_WRITE",
  "MATCHES_READ",
  "MATCHES_WRITE",
  "RECORDS_READ",
  "NOTIFICATIONS_READ",
];
export const DAYS = [30, 90, 180, 365] as const;
