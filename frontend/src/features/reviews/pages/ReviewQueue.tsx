import { Button } from "@mantine/core";
import { IconClockExclamation, IconLock, IconRefresh } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import {
  type Language,
  ReviewQueueDocument,
  type ReviewQueueQuery,
} from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { formatInstant } from "@/shared/lib/dates";
import { koreanDay } from "@/shared/offers/koreanDay";
import { Chip } from "@/shared/ui/Chip";
import { PageHead } from "@/shared/ui/PageHead";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import { TrlGauge } from "@/shared/ui/TrlGauge";
import styles from "./ReviewQueue.module.css";

/** What waits for a reviewer's decision, and for how long. */
export function ReviewQueue() {
  const { t } = useTranslation("review");
  const [cursors, setCursors] = useState<(string | null)[]>([null]);
  return (
    <div className={styles.page}>
      <PageHead title={t("queue.title")} lead={t("queue.lead")} />
      {cursors.map((after, at) => (
        <Page
          key={after ?? "first"}
          after={after}
          last={at === cursors.length - 1}
          onMore={(next) => setCursors((before) => [...before, next])}
        />
      ))}
    </div>
  );
}

interface PageProps {
  after: string | null;
  last: boolean;
  onMore: (next: string) => void;
}

function Page({ after, last, onMore }: PageProps) {
  const { t, i18n } = useTranslation(["review", "common"]);
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const [{ data, error }, again] = useTypedQuery(
    ReviewQueueDocument,
    { first: 20, after, language },
    { fresh: true },
  );
  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) return <PageSkeleton />;
  const { nodes, pageInfo } = data.reviewQueue;
  const next = pageInfo.endCursor;
  if (nodes.length === 0 && after === null) {
    return (
      <Empty title={t("queue.empty")}>
        <Button component={Link} to="/market" variant="default">
          {t("queue.emptyAction")}
        </Button>
      </Empty>
    );
  }
  return (
    <>
      <ul className={styles.rows}>
        {nodes.map((each) => (
          <Row key={each.technology.id} item={each} />
        ))}
      </ul>
      {last && pageInfo.hasNextPage && next ? (
        <Button variant="default" onClick={() => onMore(next)}>
          {t("common:more")}
        </Button>
      ) : null}
    </>
  );
}

type Item = ReviewQueueQuery["reviewQueue"]["nodes"][number];

function Row({ item }: { item: Item }) {
  const { t, i18n } = useTranslation(["review", "terms", "market"]);
  const { technology, waitingDays, isOverdue, isSecondReview, canReview } = item;
  const { card, summary } = technology;
  const lang = (summary ?? card).language.toLowerCase();
  return (
    <li className={styles.row} data-overdue={isOverdue}>
      <div className={styles.words}>
        {card.industry ? (
          <p className="sb-eyebrow">{t(`terms:industry.${card.industry}`)}</p>
        ) : null}
        <h2 lang={lang}>
          <Link to={`/reviews/${technology.id}`}>
            {summary?.title || card.area || t("market:untitledPlain")}
          </Link>
        </h2>
        <ul className={styles.chips}>
          <li>
            <Chip
              tone={isOverdue ? "red" : "amber"}
              {...(isOverdue
                ? { icon: <IconClockExclamation size={14} aria-hidden="true" /> }
                : {})}
            >
              {isOverdue ? `${t("queue.overdue")}, ` : ""}
              {waitingDays === 0 ? t("queue.today") : t("queue.waiting", { count: waitingDays })}
            </Chip>
          </li>
          <li>
            <Chip
              tone={isSecondReview ? "blue" : "plain"}
              {...(isSecondReview ? { icon: <IconRefresh size={14} aria-hidden="true" /> } : {})}
            >
              {t(isSecondReview ? "queue.second" : "queue.first")}
            </Chip>
          </li>
        </ul>
        {canReview ? null : (
          <p className={styles.barred}>
            <IconLock size={14} aria-hidden="true" /> {t("queue.barred")}
          </p>
        )}
      </div>
      <TrlGauge level={card.trl} />
      <p className={styles.when} title={formatInstant(item.submittedAt, i18n.language)}>
        {t("queue.submitted", { day: koreanDay(item.submittedAt, i18n.language) })}
      </p>
    </li>
  );
}
