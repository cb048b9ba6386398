import { IconChevronDown, IconQuote } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { SuggestionPartsFragment } from "@/shared/graphql/generated/graphql";
import { Marked } from "@/shared/ui/Marked";
import { FitLine, FitTable } from "./Fits";
import styles from "./SuggestionCard.module.css";

type Suggestion = SuggestionPartsFragment["suggestions"][number];

/** The first places stand open; the reasons of the others are one click away. */
const OPEN_PLACES = 3;

interface SuggestionCardProps {
  suggestion: Suggestion;
  rank: number;
}

/** One suggested technology: how well it fits, and every reason for its place. */
export function SuggestionCard({ suggestion, rank }: SuggestionCardProps) {
  const { t } = useTranslation(["demand", "terms", "market"]);
  const { technology, relevance, coverage } = suggestion;
  const { card, summary } = technology;
  const title = summary?.title || card.area || t("market:untitledPlain");
  const above = [
    card.industry ? t(`terms:industry.${card.industry}`) : null,
    summary?.title ? card.area : null,
  ];
  return (
    <article className={styles.card}>
      <header className={styles.head}>
        <span className={styles.rank}>
          <span className="sb-hidden">{t("suggestions.rank", { rank })}</span>
          <span aria-hidden="true">{rank}</span>
        </span>
        <div className={styles.name}>
          <p className="sb-eyebrow">{above.filter((each) => each).join(" · ")}</p>
          <h3 lang={(summary ?? card).language.toLowerCase()}>
            <Link to={`/technologies/${technology.id}`}>{title}</Link>
          </h3>
        </div>
        <span className={styles.fit} title={t("suggestions.relevance", { value: relevance })}>
          <strong aria-hidden="true">{relevance}</strong>
          <span aria-hidden="true">{t("suggestions.relevanceShort")}</span>
          <span className="sb-hidden">{t("suggestions.relevance", { value: relevance })}</span>
        </span>
      </header>
      <div className={styles.coverage}>
        <span className={styles.meter}>
          <i style={{ width: `${Math.min(100, coverage)}%` }} />
        </span>
        <span>{t("suggestions.coverage", { value: coverage })}</span>
      </div>
      <FitLine fits={suggestion.fits} />
      <details className={styles.why} open={rank <= OPEN_PLACES}>
        <summary>
          {t("suggestions.why")}
          <IconChevronDown size={16} aria-hidden="true" />
        </summary>
        <Reasons suggestion={suggestion} />
      </details>
    </article>
  );
}

function Reasons({ suggestion }: { suggestion: Suggestion }) {
  const { t } = useTranslation("demand");
  const { evidence, fits } = suggestion;
  const terms = suggestion.reasons.filter((each) => each.kind === "SHARED_TERM");
  return (
    <div className={styles.reasons}>
      {terms.length > 0 ? (
        <div>
          <h4 className={styles.label}>{t("suggestions.shared")}</h4>
          <ul className={styles.terms}>
            {terms.map((reason) => (
              <li key={reason.label} title={reason.detail}>
                {reason.label}
                {reason.share == null ? null : <b>{reason.share}%</b>}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {evidence ? (
        <blockquote className={styles.evidence}>
          <IconQuote size={16} aria-hidden="true" />
          <span>
            <span className="sb-hidden">{t("suggestions.evidence")}: </span>
            <Marked
              text={evidence}
              words={terms.flatMap((each) => [each.label, ...each.label.split(/\s+/)])}
            />
          </span>
        </blockquote>
      ) : null}
      <FitTable fits={fits} />
    </div>
  );
}
