import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import {
  type Language,
  ReviewQueueDocument,
  type TechnologyPartsFragment,
} from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { PageHead } from "@/shared/ui/PageHead";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import { TrlGauge } from "@/shared/ui/TrlGauge";
import { ActButton } from "../components/ActButton";
import { CardChips } from "../components/CardChips";
import { useTechnologyTitle } from "../components/naming";
import styles from "./Reviews.module.css";

/** What waits for a reviewer's decision. */
export function Reviews() {
  const { t, i18n } = useTranslation("technology");
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const [{ data, error }, again] = useTypedQuery(
    ReviewQueueDocument,
    { first: 20, after: null, language },
    { fresh: true },
  );
  const [done, setDone] = useState<string | null>(null);
  const waiting = data?.reviewQueue.nodes ?? [];
  return (
    <div className={styles.page}>
      <PageHead title={t("reviews.title")} lead={t("reviews.lead")} />
      <p role="status" className={styles.done} data-shown={done !== null}>
        {done}
      </p>
      {error && !data ? <ErrorState error={error} retry={again} /> : null}
      {!data && !error ? <PageSkeleton /> : null}
      {data && waiting.length === 0 ? (
        <Empty title={t("reviews.empty")}>
          <Button component={Link} to="/market" variant="default">
            {t("reviews.emptyAction")}
          </Button>
        </Empty>
      ) : null}
      <ul className={styles.cards}>
        {waiting.map((each) => (
          <Waiting
            key={each.id}
            technology={each}
            onDone={(message) => {
              setDone(message);
              again();
            }}
          />
        ))}
      </ul>
    </div>
  );
}

interface WaitingProps {
  technology: TechnologyPartsFragment;
  onDone: (message: string | null) => void;
}

function Waiting({ technology, onDone }: WaitingProps) {
  const { t } = useTranslation(["technology", "terms"]);
  const title = useTechnologyTitle(technology);
  const { card, summary } = technology;
  const lang = (summary ?? card).language.toLowerCase();
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <div>
          {card.industry ? (
            <p className="sb-eyebrow">{t(`terms:industry.${card.industry}`)}</p>
          ) : null}
          <h2 lang={lang}>{title}</h2>
        </div>
        <TrlGauge level={card.trl} />
      </div>
      <div className={styles.texts} lang={lang}>
        <p>{card.problem}</p>
        {summary ? <p>{summary.summary}</p> : null}
      </div>
      <CardChips technology={technology} />
      <div className={styles.actions}>
        {technology.canReview ? (
          <ActButton act="return" technology={technology} onDone={onDone} />
        ) : null}
        {/* Approving stands below the whole text only: what is published has been read. */}
        <Button component={Link} to={`/technologies/${technology.id}`} variant="light">
          {t("reviews.read")}
        </Button>
      </div>
    </li>
  );
}
