import {
  IconBriefcase,
  IconBuilding,
  IconBuildingCommunity,
  IconBulb,
  IconCalendarCheck,
  IconCash,
  IconCheckupList,
  IconFileText,
  IconFingerprint,
  IconHeartRateMonitor,
  IconHome,
  IconListDetails,
  IconLock,
  IconMessageQuestion,
  IconPackageImport,
  IconReportMoney,
  IconRoute,
  IconScale,
  IconSearch,
  IconShieldLock,
  IconTargetArrow,
  IconTimeline,
  IconVocabulary,
  type TablerIcon,
} from "@tabler/icons-react";
import type { Viewer } from "@/shared/session/session";

/** Every place, with the letter that leads there after G. */
const ALL = {
  home: { to: "/home", letter: "h", Icon: IconHome },
  join: { to: "/join", letter: "j", Icon: IconBuilding },
  market: { to: "/market", letter: "m", Icon: IconSearch },
  myTechnologies: { to: "/technologies", letter: "t", Icon: IconBulb },
  demands: { to: "/demands", letter: "n", Icon: IconTargetArrow },
  myDemands: { to: "/demands?mine=1", letter: "n", Icon: IconTargetArrow },
  deals: { to: "/deals", letter: "d", Icon: IconBriefcase },
  vault: { to: "/vault", letter: "v", Icon: IconShieldLock },
  received: { to: "/vault/received", letter: "v", Icon: IconPackageImport },
  documents: { to: "/documents", letter: "o", Icon: IconFileText },
  questions: { to: "/questions", letter: "q", Icon: IconMessageQuestion },
  records: { to: "/records", letter: "r", Icon: IconTimeline },
  today: { to: "/today", letter: "t", Icon: IconCalendarCheck },
  cases: { to: "/cases", letter: "c", Icon: IconListDetails },
  reviews: { to: "/reviews", letter: "w", Icon: IconCheckupList },
  firms: { to: "/firms", letter: "f", Icon: IconBuildingCommunity },
  payments: { to: "/payments", letter: "p", Icon: IconCash },
  statements: { to: "/statements", letter: "s", Icon: IconReportMoney },
  words: { to: "/words", letter: "l", Icon: IconVocabulary },
  system: { to: "/system", letter: "y", Icon: IconHeartRateMonitor },
  verify: { to: "/verify", letter: "k", Icon: IconFingerprint },
  how: { to: "/how-it-works", letter: "w", Icon: IconRoute },
  safety: { to: "/security", letter: "s", Icon: IconLock },
  promises: { to: "/promises", letter: "p", Icon: IconScale },
} as const satisfies Record<string, { to: string; letter: string; Icon: TablerIcon }>;

type Name = keyof typeof ALL;

export interface Place {
  to: string;
  words: Name;
  letter: string;
  Icon: TablerIcon;
}

function ofLargeFirm(viewer: Viewer): Name[] {
  const searches = viewer.canWriteDemands || viewer.canLeadDeals;
  const reads = viewer.roles.includes("NAMED_ENGINEER");
  const seals = viewer.roles.includes("OWNER") || viewer.roles.includes("DEAL_LEAD");
  if (reads && !searches) return ["documents", "questions", "received", "home"];
  const own: Name[] = ["home", "market", "myDemands", "deals"];
  const asReader: Name[] = reads ? ["documents", "questions"] : [];
  return [...own, ...asReader, seals ? "vault" : "received", "records"];
}

function ofInstitution(viewer: Viewer): Name[] {
  const runsCases = viewer.canRunCases || viewer.canAssignCases;
  const decides = viewer.canReviewTechnologies || viewer.canVerifyFirms;
  const moves = viewer.roles.includes("TREASURER");
  const audits = viewer.roles.includes("AUDITOR");
  const open: [boolean, Name][] = [
    [runsCases, "today"],
    [!runsCases && (decides || moves || audits), "home"],
    [runsCases, "cases"],
    [viewer.canReviewTechnologies, "reviews"],
    [viewer.canVerifyFirms, "firms"],
    [moves, "payments"],
    [moves, "statements"],
    [runsCases || viewer.canReviewTechnologies, "words"],
    [viewer.canOperate, "system"],
    [viewer.canReadRecords, "records"],
    [true, "market"],
  ];
  return open.filter(([is]) => is).map(([, name]) => name);
}

function namesFor(viewer: Viewer | null): Name[] {
  switch (viewer?.organisation?.kind) {
    case "SME":
      return ["home", "myTechnologies", "deals", "vault", "market", "demands", "records"];
    case "LARGE_FIRM":
      return viewer ? ofLargeFirm(viewer) : [];
    case "COORDINATOR_INSTITUTION":
      return viewer ? ofInstitution(viewer) : [];
    default:
      return viewer
        ? ["join", "market", "how", "verify"]
        : ["market", "how", "safety", "promises", "verify"];
  }
}

/** List the places that lead somewhere for this person, in the order of their work. */
export function placesFor(viewer: Viewer | null): Place[] {
  return namesFor(viewer).map((words) => ({ words, ...ALL[words] }));
}

const AT_MOST = 5;

/** How many places the bar of a phone holds before the rest goes behind "more". */
export function onPhone(count: number): number {
  return count > AT_MOST ? AT_MOST - 1 : AT_MOST;
}

function pathOf(to: string): string {
  return to.split("?")[0] ?? to;
}

/**
 * Find the place where a page belongs: below what the page says it hangs from, else by its address.
 *
 * A technology's page may belong to the market, to one's own or to the reviews; only it knows.
 */
export function placeOf(
  places: readonly Place[],
  pathname: string,
  above: string | null,
): Place | null {
  const hung = above === null ? null : places.find(({ to }) => pathOf(to) === pathOf(above));
  if (hung) return hung;
  const below = places
    .filter(({ to }) => pathname === pathOf(to) || pathname.startsWith(`${pathOf(to)}/`))
    .sort((one, other) => pathOf(other.to).length - pathOf(one.to).length);
  return below[0] ?? null;
}
