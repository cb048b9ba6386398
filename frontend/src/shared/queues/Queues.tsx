import { useTranslation } from "react-i18next";
import { firmName, useOfferTitle } from "@/shared/deals/naming";
import {
  FirmChecksWaitingDocument,
  type Language,
  ReviewsWaitingDocument,
  type ReviewsWaitingQuery,
} from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { useNews } from "@/shared/live/useNews";
import { useSession } from "@/shared/session/session";
import { type Errand, Errands } from "@/shared/ui/Errands";
import { ErrorState } from "@/shared/ui/states";

const FIRST = 5;

/** What waits for the institution's reviewers and verifiers, for those who are one. */
export function Queues() {
  const { viewer } = useSession();
  return (
    <>
      {viewer?.canReviewTechnologies ? <Reviews /> : null}
      {viewer?.canVerifyFirms ? <Checks /> : null}
    </>
  );
}

type Waiting = ReviewsWaitingQuery["reviewQueue"]["nodes"][number];

function Reviews() {
  const { t, i18n } = useTranslation("home");
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const [{ data, error }, again] = useTypedQuery(
    ReviewsWaitingDocument,
    { first: FIRST, language },
    { fresh: true },
  );
  useNews(again, (path) => path.startsWith("/reviews"));
  if (error && !data) return <ErrorState error={error} retry={again} />;
  return (
    <Errands
      title={t("queue.reviews")}
      loading={!data}
      empty={t("queue.noReviews")}
      more={{ to: "/reviews", name: t("queue.allReviews") }}
      errands={(data?.reviewQueue.nodes ?? []).map((each) => ({
        key: each.technology.id,
        to: `/reviews/${each.technology.id}`,
        title: <ReviewTitle waiting={each} />,
        due: t(each.isOverdue ? "queue.overdue" : "queue.waiting", { count: each.waitingDays }),
        urgent: each.isOverdue,
        ...(each.isSecondReview ? { note: t("queue.second") } : {}),
      }))}
    />
  );
}

function ReviewTitle({ waiting }: { waiting: Waiting }) {
  const { technology } = waiting;
  const title = useOfferTitle(technology);
  return <span lang={(technology.summary ?? technology.card).language.toLowerCase()}>{title}</span>;
}

function Checks() {
  const { t, i18n } = useTranslation(["home", "terms"]);
  const [{ data, error }, again] = useTypedQuery(
    FirmChecksWaitingDocument,
    { first: FIRST },
    { fresh: true },
  );
  useNews(again, (path) => path.startsWith("/firms"));
  if (error && !data) return <ErrorState error={error} retry={again} />;
  const errands: Errand[] = (data?.firmChecks.nodes ?? []).map((each) => ({
    key: each.id,
    to: `/firms/${each.id}`,
    title: firmName(each.organisation, i18n.language),
    note: t(`terms:kind.${each.organisation.kind}`),
    due: t("queue.waiting", { count: each.waitingDays ?? 0 }),
  }));
  return (
    <Errands
      title={t("queue.checks")}
      loading={!data}
      empty={t("queue.noChecks")}
      more={{ to: "/firms", name: t("queue.allChecks") }}
      errands={errands}
    />
  );
}
