import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import frame from "@/shared/drafting/frame.module.css";
import { Chip } from "@/shared/ui/Chip";
import { Marked } from "@/shared/ui/Marked";
import { ErrorState } from "@/shared/ui/states";
import { FitLine } from "../components/Fits";
import styles from "./live.module.css";
import type { Preview } from "./remarks";
import type { LivePreview } from "./useDemandPreview";

type Found = Preview["suggestions"][number];

/** What the market answers to the words as they stand. */
export function LiveMatches({ live }: { live: LivePreview }) {
  const { t } = useTranslation(["offer", "demand"]);
  const { preview, before, asking, error, again } = live;
  if (error && !preview) return <ErrorState error={error} retry={again} />;
  return (
    <>
      <header className={frame.previewHead}>
        <h2>{t("live.title")}</h2>
        <p>{t("live.lead")}</p>
      </header>
      <p className={styles.status} role="status" data-asking={asking}>
        {statusOf(live, t)}
      </p>
      {preview && preview.suggestions.length > 0 ? (
        <ol className={styles.list}>
          {preview.suggestions.map((each, place) => (
            <li key={each.technology.id}>
              <Match
                found={each}
                rank={place + 1}
                isNew={before.size > 0 && !before.has(each.technology.id)}
              />
            </li>
          ))}
        </ol>
      ) : null}
    </>
  );
}

function statusOf(
  { preview, asking, error }: LivePreview,
  t: ReturnType<typeof useTranslation<["offer", "demand"]>>["t"],
) {
  if (error) return t("live.late");
  if (asking) return t("live.asking");
  if (!preview) return t("live.start");
  if (preview.found === 0) return t("live.none");
  return preview.found >= 200 ? t("live.many") : t("live.found", { count: preview.found });
}

function Match({ found, rank, isNew }: { found: Found; rank: number; isNew: boolean }) {
  const { t } = useTranslation(["offer", "demand", "terms", "suggest", "market"]);
  const { card, summary, id } = found.technology;
  const terms = found.reasons.filter((each) => each.kind === "SHARED_TERM");
  return (
    <article className={styles.match}>
      <p className={styles.above}>
        <span className={styles.rank}>{rank}</span>
        <span>{card.industry ? t(`terms:industry.${card.industry}`) : null}</span>
        {isNew ? <Chip tone="blue">{t("live.new")}</Chip> : null}
      </p>
      <h3 lang={(summary ?? card).language.toLowerCase()}>
        {/* in a tab of its own, so that the text being written stays where it is */}
        <Link to={`/technologies/${id}`} target="_blank" rel="noreferrer">
          {summary?.title || card.area || t("market:untitledPlain")}
          <span className="sb-hidden"> {t("live.newTab")}</span>
        </Link>
      </h3>
      {found.evidence ? (
        <p className={styles.evidence}>
          <Marked
            text={found.evidence}
            words={terms.flatMap((each) => [each.label, ...each.label.split(/\s+/)])}
          />
        </p>
      ) : null}
      <p className={styles.coverage}>{t("suggest:rank.coverage", { value: found.coverage })}</p>
      {found.fits.length > 0 ? <FitLine fits={found.fits} /> : null}
    </article>
  );
}
