import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { MarketSearchQuery } from "@/shared/graphql/generated/graphql";
import { Marked } from "@/shared/ui/Marked";
import { TrlGauge } from "@/shared/ui/TrlGauge";
import { CardChips } from "./CardChips";
import { useTechnologyTitle } from "./naming";
import styles from "./ResultRow.module.css";

type Hit = MarketSearchQuery["marketSearch"]["nodes"][number];

/** One technology of the answer: what it is, what it solves, how ready it is, why it matched. */
export function ResultRow({ hit, searched }: { hit: Hit; searched: boolean }) {
  const { t } = useTranslation(["market", "terms"]);
  const { technology, highlights, relevance } = hit;
  const { card, summary } = technology;
  const title = useTechnologyTitle(technology);
  const textLanguage = (summary ?? card).language.toLowerCase();
  const above = summary
    ? [card.industry ? t(`terms:industry.${card.industry}`) : null, card.area]
    : [card.industry ? t(`terms:industry.${card.industry}`) : null];
  const lead = summary?.summary || card.problem;
  const eyebrow = above.filter((each) => each).join(" · ");
  return (
    <article className={styles.row}>
      <div className={styles.main}>
        {eyebrow ? <p className="sb-eyebrow">{eyebrow}</p> : null}
        <h2 className={styles.title} lang={textLanguage}>
          <Link to={`/technologies/${technology.id}`}>
            <Marked text={title} words={highlights} />
          </Link>
        </h2>
        {lead ? (
          <p className={styles.lead} lang={textLanguage}>
            <Marked text={lead} words={highlights} />
          </p>
        ) : null}
        <CardChips technology={technology} />
      </div>
      <div className={styles.side}>
        <TrlGauge level={card.trl} />
        {searched ? (
          <span className={styles.relevance} title={t("results.relevance", { value: relevance })}>
            <span>{t("results.relevanceShort")}</span>
            <span className={styles.meter}>
              <i style={{ width: `${relevance}%` }} />
            </span>
            <span className="sb-hidden">{t("results.relevance", { value: relevance })}</span>
          </span>
        ) : null}
      </div>
    </article>
  );
}
