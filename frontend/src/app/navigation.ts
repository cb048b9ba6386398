import {
  IconBulb,
  IconCheckupList,
  IconFingerprint,
  IconSearch,
  IconTargetArrow,
  type TablerIcon,
} from "@tabler/icons-react";
import type { Viewer } from "@/shared/session/session";

export interface Place {
  to: string;
  words: "market" | "myTechnologies" | "demands" | "myDemands" | "reviews" | "verify";
  Icon: TablerIcon;
}

const MARKET: Place = { to: "/market", words: "market", Icon: IconSearch };
const VERIFY: Place = { to: "/verify", words: "verify", Icon: IconFingerprint };
const MY_TECHNOLOGIES: Place = { to: "/technologies", words: "myTechnologies", Icon: IconBulb };
const DEMANDS: Place = { to: "/demands", words: "demands", Icon: IconTargetArrow };
const MY_DEMANDS: Place = { to: "/demands?mine=1", words: "myDemands", Icon: IconTargetArrow };
const REVIEWS: Place = { to: "/reviews", words: "reviews", Icon: IconCheckupList };

/** List the places that lead somewhere for this person, in the order of their work. */
export function placesFor(viewer: Viewer | null): Place[] {
  const kind = viewer?.organisation?.kind;
  if (kind === "SME") return [MARKET, MY_TECHNOLOGIES, DEMANDS, VERIFY];
  if (kind === "LARGE_FIRM") return [MARKET, MY_DEMANDS, VERIFY];
  if (viewer?.roles.includes("REVIEWER")) return [REVIEWS, MARKET, VERIFY];
  return [MARKET, VERIFY];
}
