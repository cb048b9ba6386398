import { useTranslation } from "react-i18next";
import type { CombinedError } from "urql";
import {
  HomeDemandsDocument,
  type HomeDemandsQuery,
  HomeFirmCheckDocument,
  HomeTechnologiesDocument,
  type HomeTechnologiesQuery,
  type Language,
} from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { formatDay } from "@/shared/lib/dates";
import type { Viewer } from "@/shared/session/session";
import type { Errand } from "@/shared/ui/Errands";

const FIRST = 50;

export interface Offers {
  ready: boolean;
  error: CombinedError | undefined;
  mine: Errand[];
  theirs: Errand[];
  published: number | string;
  /** Whether the firm has written nothing yet. */
  isEmpty: boolean;
  to: string;
  again: () => void;
}

/** What a firm's technologies or demands ask of it, and of others. */
export function useOffers(kind: "SME" | "LARGE_FIRM"): Offers {
  const { i18n } = useTranslation();
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const variables = { first: FIRST, language };
  const sells = kind === "SME";
  const [technologies, againTechnologies] = useTypedQuery(HomeTechnologiesDocument, variables, {
    fresh: true,
    pause: !sells,
  });
  const [demands, againDemands] = useTypedQuery(HomeDemandsDocument, variables, {
    fresh: true,
    pause: sells,
  });
  const ofTechnologies = useTechnologyErrands(technologies.data?.technologies.nodes ?? []);
  const ofDemands = useDemandErrands(demands.data?.demands.nodes ?? []);
  const state = sells ? technologies : demands;
  const list = sells ? technologies.data?.technologies : demands.data?.demands;
  const published = (list?.nodes ?? []).filter(({ state }) => state === "PUBLISHED").length;
  return {
    ready: list !== undefined,
    error: list === undefined ? state.error : undefined,
    ...(sells ? ofTechnologies : ofDemands),
    published: list?.pageInfo.hasNextPage ? `${published}+` : published,
    isEmpty: list?.nodes.length === 0,
    to: sells ? "/technologies" : "/demands?mine=1",
    again: sells ? againTechnologies : againDemands,
  };
}

type Technology = HomeTechnologiesQuery["technologies"]["nodes"][number];
type Demand = HomeDemandsQuery["demands"]["nodes"][number];

function useTechnologyErrands(nodes: readonly Technology[]) {
  const { t } = useTranslation(["home", "market"]);
  const mine: Errand[] = [];
  const theirs: Errand[] = [];
  for (const each of nodes) {
    const title = each.summary?.title || each.card.area || t("market:untitledDraft");
    const errand = { key: each.id, to: `/technologies/${each.id}`, title };
    const waits = each.state === "IN_REVIEW" || each.revisionState === "IN_REVIEW";
    if (waits) theirs.push({ ...errand, note: t("technology.inReview") });
    else if (each.canEdit && (each.state === "DRAFT" || each.revisionState === "DRAFT")) {
      mine.push({
        ...errand,
        note: t(each.returnReason ? "technology.returned" : "technology.draft"),
      });
    }
  }
  return { mine, theirs };
}

function useDemandErrands(nodes: readonly Demand[]) {
  const { t, i18n } = useTranslation("home");
  const mine: Errand[] = nodes
    .filter((each) => each.state === "DRAFT" && (each.canEdit || each.canPublish))
    .map((each) => ({
      key: each.id,
      to: `/demands/${each.id}`,
      title: each.text.title || t("demand.untitled"),
      note: t("demand.draft"),
      due: each.deadline ? formatDay(each.deadline, i18n.language) : null,
    }));
  return { mine, theirs: [] as Errand[] };
}

/** What the firm check asks of the owner, or how long it has waited. */
export function useFirmCheck(viewer: Viewer): { mine: Errand[]; theirs: Errand[] } {
  const { t } = useTranslation("home");
  const verification = viewer.organisation?.verification;
  // Only those who may see the check ask for it; the others learn of it from the bar above.
  const asks = viewer.canManageMembers && verification !== "VERIFIED";
  const [{ data }] = useTypedQuery(HomeFirmCheckDocument, {}, { fresh: true, pause: !asks });
  if (!asks) return { mine: [], theirs: [] };
  const errand = { key: "firm", to: "/firm" };
  if (verification !== "PENDING") {
    const note = verification === "REJECTED" ? "check.rejected" : "check.unverified";
    return { mine: [{ ...errand, title: t("check.title"), note: t(note) }], theirs: [] };
  }
  const usual = data?.firmCheckUsualDays;
  return {
    mine: [],
    theirs: [
      {
        ...errand,
        title: t("check.title"),
        note: usual ? t("check.usual", { count: usual }) : t("check.pending"),
        due: t("queue.waiting", { count: data?.myFirmCheck?.waitingDays ?? 0 }),
      },
    ],
  };
}
