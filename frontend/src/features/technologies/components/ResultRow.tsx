import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { CompareButton } from "@/shared/comparing/CompareButton";
import type { MarketSearchQuery } from "@/shared/graphql/generated/graphql";
import { Chip } from "@/shared/ui/Chip";
import { Marked } from "@/shared/ui/Marked";
import { TrlGauge } from "@/shared/ui/TrlGauge";
import { CardChips } from "./CardChips";
import { matchedText } from "./matchedText";
import styles from "./ResultRow.module.css";

type Hit = MarketSearchQuery["marketSearch"]["nodes"][number];

interface ResultRowProps {
  hit: Hit;
  searched: boolean;
  /** Nobody typed the words of an example, so that none of them is marked or chooses a language. */
  byExample?: boolean;
}

/** One technology of the answer: what it is, what it solves, how ready it is, why it matched. */
export function ResultRow({ hit, searched, byExample = false }: ResultRowProps) {
  const { t } = useTranslation(["market", "terms"]);
  const { search } = useLocation();
  const { technology, relevance, byMeaning, concepts = [] } = hit;
  const { card } = technology;
  const highlights = byExample ? [] : hit.highlights;
  const shown = matchedText(technology, highlights);
  const title = shown.title || t("untitledPlain");
  const industry = card.industry ? t(`terms:industry.${card.industry}`) : null;
  return (
    <article className={styles.row}>
      <div className={styles.main}>
        {industry || shown.area ? (
          <p className="sb-eyebrow">
            {industry}
            {industry && shown.area ? " · " : null}
            {shown.area ? <span lang={shown.language}>{shown.area}</span> : null}
          </p>
        ) : null}
        <h2 className={styles.title} lang={shown.language}>
          <Link to={`/technologies/${technology.id}`} state={{ market: search }}>
            <Marked text={title} words={highlights} />
          </Link>
        </h2>
        {shown.lead ? (
          <p className={styles.lead} lang={shown.language}>
            <Marked text={shown.lead} words={highlights} />
          </p>
        ) : null}
        <CardChips technology={technology} shown={shown.language} />
        {byMeaning ? <Chip>{t("results.byMeaning")}</Chip> : null}
        {concepts.map((each) => (
          <p key={each.asked}>
            <Chip>{t("results.concept", each)}</Chip>
          </p>
        ))}
        <Link to={`/market?like=${technology.id}`} className={styles.like ?? ""}>
          {t("like.more")}
          <span className="sb-hidden" lang={shown.language}>{`: ${title}`}</span>
        </Link>
      </div>
      <div className={styles.side}>
        {card.trl ? <TrlGauge level={card.trl} /> : null}
        {searched ? (
          <span className={styles.relevance} title={t("results.relevance", { value: relevance })}>
            <span>{t("results.relevanceShort")}</span>
            <span className={styles.meter}>
              <i style={{ width: `${relevance}%` }} />
            </span>
            <span className="sb-hidden">{t("results.relevance", { value: relevance })}</span>
          </span>
        ) : null}
        <CompareButton id={technology.id} title={title} language={shown.language} />
      </div>
    </article>
  );
}
