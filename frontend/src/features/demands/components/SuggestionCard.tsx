import { IconCheck, IconMinus, IconQuote, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { FitState, SuggestionPartsFragment } from "@/shared/graphql/generated/graphql";
import { Marked } from "@/shared/ui/Marked";
import { offeredWords } from "./fitWords";
import styles from "./SuggestionCard.module.css";

type Suggestion = SuggestionPartsFragment["suggestions"][number];

const FIT_ICONS = {
  FITS: IconCheck,
  DIFFERS: IconX,
  NOT_STATED: IconMinus,
} as const satisfies Record<FitState, unknown>;

/** One suggested technology: how well it fits, and every reason for its place. */
export function SuggestionCard({ suggestion, rank }: { suggestion: Suggestion; rank: number }) {
  const { t } = useTranslation(["demand", "terms", "market", "technology"]);
  const { technology, relevance, coverage, evidence } = suggestion;
  const { card, summary } = technology;
  const terms = suggestion.reasons.filter((each) => each.kind === "SHARED_TERM");
  const title = summary?.title || card.area || t("market:untitledPlain");
  const lang = (summary ?? card).language.toLowerCase();
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
          <h3 lang={lang}>
            <Link to={`/technologies/${technology.id}`}>{title}</Link>
          </h3>
        </div>
        <span className={styles.fit} title={t("suggestions.relevance", { value: relevance })}>
          <strong>{relevance}</strong>
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
      {terms.length > 0 ? (
        <div>
          <h4 className={styles.label}>{t("suggestions.shared")}</h4>
          <ul className={styles.terms} lang={lang}>
            {terms.map((reason) => (
              <li key={reason.label} title={reason.detail}>
                {reason.label}
                {reason.share === null || reason.share === undefined ? null : (
                  <b>{reason.share}%</b>
                )}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {evidence ? (
        <blockquote className={styles.evidence} lang={lang}>
          <IconQuote size={16} aria-hidden="true" />
          <span>
            <span className="sb-hidden">{t("suggestions.evidence")}: </span>
            <Marked text={evidence} words={terms.flatMap((each) => each.label.split(/\s+/))} />
          </span>
        </blockquote>
      ) : null}
      <Fits fits={suggestion.fits} />
    </article>
  );
}

function Fits({ fits }: { fits: Suggestion["fits"] }) {
  const { t } = useTranslation(["demand", "terms", "common"]);
  if (fits.length === 0) return null;
  return (
    <ul className={styles.fits}>
      {fits.map((each) => {
        const Icon = FIT_ICONS[each.state];
        const say = (value: string) => offeredWords(t, each.criterion, value);
        return (
          <li key={each.criterion} data-state={each.state}>
            <Icon size={16} stroke={2.5} aria-hidden="true" />
            <span>
              <strong>{t(`criterion.${each.criterion}`)}</strong> {t(`fit.${each.state}`)}
              {each.state === "NOT_STATED" ? null : (
                <span className={styles.detail}>
                  {t("fit.detail", { wanted: say(each.wanted), offered: say(each.offered) })}
                </span>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
