import {
  IconBriefcase,
  IconBuilding,
  IconBuildingCommunity,
  IconBulb,
  IconCalendarCheck,
  IconCheckupList,
  IconFingerprint,
  IconHeartRateMonitor,
  IconHome,
  IconListDetails,
  IconSearch,
  IconTargetArrow,
  IconTimeline,
  type TablerIcon,
} from "@tabler/icons-react";
import type { Viewer } from "@/shared/session/session";

const ALL = {
  home: { to: "/home", Icon: IconHome },
  join: { to: "/join", Icon: IconBuilding },
  market: { to: "/market", Icon: IconSearch },
  myTechnologies: { to: "/technologies", Icon: IconBulb },
  demands: { to: "/demands", Icon: IconTargetArrow },
  myDemands: { to: "/demands?mine=1", Icon: IconTargetArrow },
  deals: { to: "/deals", Icon: IconBriefcase },
  records: { to: "/records", Icon: IconTimeline },
  today: { to: "/today", Icon: IconCalendarCheck },
  cases: { to: "/cases", Icon: IconListDetails },
  reviews: { to: "/reviews", Icon: IconCheckupList },
  firms: { to: "/firms", Icon: IconBuildingCommunity },
  system: { to: "/system", Icon: IconHeartRateMonitor },
  verify: { to: "/verify", Icon: IconFingerprint },
} as const satisfies Record<string, { to: string; Icon: TablerIcon }>;

type Name = keyof typeof ALL;

export interface Place {
  to: string;
  words: Name;
  Icon: TablerIcon;
}

function ofInstitution(viewer: Viewer): Name[] {
  const runsCases = viewer.canRunCases || viewer.canAssignCases;
  const decides = viewer.canReviewTechnologies || viewer.canVerifyFirms;
  const open: [boolean, Name][] = [
    [runsCases, "today"],
    [!runsCases && decides, "home"],
    [runsCases, "cases"],
    [viewer.canReviewTechnologies, "reviews"],
    [viewer.canVerifyFirms, "firms"],
    [viewer.canOperate, "system"],
    [viewer.canReadRecords, "records"],
    [true, "market"],
  ];
  return open.filter(([is]) => is).map(([, name]) => name);
}

function namesFor(viewer: Viewer | null): Name[] {
  switch (viewer?.organisation?.kind) {
    case "SME":
      return ["home", "myTechnologies", "deals", "market", "demands", "records"];
    case "LARGE_FIRM":
      return ["home", "market", "myDemands", "deals", "records"];
    case "COORDINATOR_INSTITUTION":
      return viewer ? ofInstitution(viewer) : [];
    default:
      return viewer ? ["join", "market", "verify"] : ["market", "verify"];
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
  return (
    places.find(({ to }) => pathOf(to) === pathname) ??
    places.find(({ to }) => pathname.startsWith(`${pathOf(to)}/`)) ??
    null
  );
}
