import { useSyncExternalStore } from "react";
import type { Viewer } from "@/shared/session/session";

export type TourName =
  | "seller"
  | "buyer"
  | "engineer"
  | "coordinator"
  | "reviewer"
  | "verifier"
  | "treasurer"
  | "auditor"
  | "operator"
  | "newcomer";

/** The stops of each tour: their words, and the address where each is; `:deal` is a deal of theirs. */
const STOPS = {
  seller: {
    home: "/home",
    vault: "/vault",
    technologies: "/technologies",
    deal: "/deals/:deal",
    nda: "/deals/:deal/nda",
    documents: "/deals/:deal/documents",
    terms: "/deals/:deal/terms",
    payments: "/deals/:deal/payments",
    records: "/deals/:deal/records",
  },
  buyer: {
    home: "/home",
    market: "/market",
    demands: "/demands?mine=1",
    deal: "/deals/:deal",
    nda: "/deals/:deal/nda",
    documents: "/deals/:deal/documents",
    terms: "/deals/:deal/terms",
    payments: "/deals/:deal/payments",
    received: "/vault/received",
  },
  engineer: { documents: "/documents", questions: "/questions", received: "/vault/received" },
  coordinator: {
    today: "/today",
    cases: "/cases",
    notices: "/notifications",
    records: "/records",
  },
  reviewer: { home: "/home", reviews: "/reviews", records: "/records" },
  verifier: { home: "/home", firms: "/firms" },
  treasurer: { payments: "/payments", statements: "/statements", records: "/records" },
  auditor: { records: "/records", verify: "/verify" },
  operator: { system: "/system", verify: "/verify" },
  newcomer: { join: "/join", market: "/market", verify: "/verify" },
} as const satisfies Record<TourName, Record<string, string>>;

export interface Stop {
  key: string;
  to: string;
}

/** Find the tour of a person's daily work. */
export function tourOf(viewer: Viewer): TourName {
  switch (viewer.organisation?.kind) {
    case "SME":
      return "seller";
    case "LARGE_FIRM":
      return viewer.canLeadDeals || viewer.canWriteDemands ? "buyer" : "engineer";
    case "COORDINATOR_INSTITUTION":
      if (viewer.canRunCases || viewer.canAssignCases) return "coordinator";
      if (viewer.canReviewTechnologies) return "reviewer";
      if (viewer.canVerifyFirms) return "verifier";
      if (viewer.roles.includes("TREASURER")) return "treasurer";
      return viewer.canOperate ? "operator" : "auditor";
    default:
      return "newcomer";
  }
}

/** List the stops of a tour; where there is no deal yet, those that need one lead to the list. */
export function stopsOf(name: TourName, deal: string | null): Stop[] {
  return Object.entries(STOPS[name]).map(([key, to]) => ({
    key,
    to: deal ? to.replace(":deal", deal) : to.replace(/^\/deals\/:deal.*/, "/deals"),
  }));
}

export interface Tour {
  name: TourName;
  deal: string | null;
  at: number;
}

const KEPT = "sealbridge.tour";
const listeners = new Set<() => void>();
let current: Tour | null = readKept();

function readKept(): Tour | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null") as Tour | null;
    return kept && kept.name in STOPS && Number.isInteger(kept.at) ? kept : null;
  } catch {
    return null;
  }
}

/** Begin, go on, or end with null; kept in this tab until the person signs out. */
export function goOnTour(tour: Tour | null): void {
  current = tour;
  try {
    if (tour) sessionStorage.setItem(KEPT, JSON.stringify(tour));
    else sessionStorage.removeItem(KEPT);
  } catch {
    // A browser that keeps nothing still leads, until the page is loaded anew.
  }
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The tour that is under way, if any. */
export function useTour(): Tour | null {
  return useSyncExternalStore(
    listen,
    () => current,
    () => null,
  );
}
