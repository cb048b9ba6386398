import { IconChevronDown, IconQuote } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { FitTable } from "@/shared/deals/FitTable";
import type { MatchState, SuggestionPartsFragment } from "@/shared/graphql/generated/graphql";
import { Chip } from "@/shared/ui/Chip";
import { Marked } from "@/shared/ui/Marked";
import { CloseSentences } from "./CloseSentences";
import { FitLine } from "./Fits";
import { MatchParts } from "./MatchParts";
import { SuggestionActs } from "./SuggestionActs";
import styles from "./SuggestionCard.module.css";

type Suggestion = SuggestionPartsFragment["suggestions"][number];

/** The first places stand open; the reasons of the others are one click away. */
const OPEN_PLACES = 3;
/** Beside the demand itself the list is a first look. */
const OPEN_AT_A_GLANCE = 1;

interface SuggestionCardProps {
  suggestion: Suggestion;
  rank: number;
  demandId: string;
  showActs: boolean;
  canRequest: boolean;
  /** Called with the title when it was set aside. */
  onSetAside: (title: string) => void;
  /** Called with what became of a request. */
  onRequested: (state: MatchState) => void;
}

/** One suggested technology: how well it fits, and every reason for its place. */
export function SuggestionCard(props: SuggestionCardProps) {
  const { suggestion, rank, demandId, showActs, canRequest, onSetAside, onRequested } = props;
  const { t } = useTranslation(["demand", "terms", "market", "suggest"]);
  const { technology, relevance } = suggestion;
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
        {suggestion.isNew ? <Chip tone="blue">{t("suggest:new")}</Chip> : null}
      </header>
      {suggestion.meaning ? (
        <p className={styles.match}>
          <Chip>{t("suggest:meaning.chip")}</Chip>
        </p>
      ) : null}
      {/* The bar follows the rank; how many words are shared is one of the reasons below. */}
      <div className={styles.place} title={t("suggest:rank.relevance", { value: relevance })}>
        <span className={styles.meter} aria-hidden="true">
          <i style={{ width: `${Math.min(100, relevance)}%` }} />
        </span>
        <span aria-hidden="true">
          {rank === 1 ? t("suggest:rank.first") : t("suggest:rank.fit", { value: relevance })}
        </span>
        <span className="sb-hidden">{t("suggest:rank.relevance", { value: relevance })}</span>
      </div>
      <FitLine fits={suggestion.fits} />
      <details className={styles.why} open={rank <= (showActs ? OPEN_PLACES : OPEN_AT_A_GLANCE)}>
        <summary>
          {t("suggestions.why")}
          <IconChevronDown size={16} aria-hidden="true" />
        </summary>
        <Reasons suggestion={suggestion} />
      </details>
      {showActs ? (
        <SuggestionActs
          demandId={demandId}
          suggestion={suggestion}
          title={title}
          canRequest={canRequest}
          onSetAside={onSetAside}
          onRequested={onRequested}
        />
      ) : suggestion.match ? (
        <p className={styles.match}>
          <Chip tone={suggestion.match.state === "MATCHED" ? "seal" : "blue"}>
            {t(`suggest:state.${suggestion.match.state}`)}
          </Chip>
        </p>
      ) : null}
    </article>
  );
}

function Reasons({ suggestion }: { suggestion: Suggestion }) {
  const { t } = useTranslation(["demand", "suggest"]);
  const { evidence, fits, coverage, meaning } = suggestion;
  const terms = suggestion.reasons.filter((each) => each.kind === "SHARED_TERM");
  const concepts = suggestion.reasons.filter((each) => each.kind === "CONCEPT");
  return (
    <div className={styles.reasons}>
      <MatchParts terms={terms} />
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
      {concepts.map((each) => (
        <p key={each.detail} className={styles.coverage}>
          {t("suggest:rank.concept", { asked: each.detail, found: each.label })}
        </p>
      ))}
      {meaning ? (
        <CloseSentences asked={meaning.asked} offered={meaning.offered} />
      ) : (
        <p className={styles.coverage} title={t("suggest:rank.coverageNote")}>
          {t("suggest:rank.coverage", { value: coverage })}
        </p>
      )}
      <FitTable fits={fits} />
    </div>
  );
}
