import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { ProofChip } from "@/shared/evidence/ProofChip";
import { Seal } from "@/shared/evidence/Seal";
import type {
  SealPartsFragment,
  TechnologyPartsFragment,
} from "@/shared/graphql/generated/graphql";
import { formatMonth } from "@/shared/lib/dates";
import { SummaryPanel } from "@/shared/offers/SummaryPanel";
import { Chip } from "@/shared/ui/Chip";
import { Ladder } from "@/shared/ui/Ladder";
import { PageHead } from "@/shared/ui/PageHead";
import { Facts, Panel, Passage } from "@/shared/ui/Panel";
import { TrlGauge } from "@/shared/ui/TrlGauge";
import { VisibilityStrip } from "@/shared/ui/VisibilityStrip";
import { searchLeft } from "../address";
import { Returned } from "../editor/Returned";
import { CardChips } from "./CardChips";
import { ClosedSummary } from "./ClosedSummary";
import { Exposure } from "./Exposure";
import { useTechnologyTitle } from "./naming";
import { ladderOf, visibilityOf } from "./reading";
import { Sealing } from "./Sealing";
import { TechnologyNextStep } from "./TechnologyNextStep";
import styles from "./TechnologyView.module.css";

interface TechnologyViewProps {
  technology: TechnologyPartsFragment;
  /** Told to its own firm, and to whoever knows the counterpart. */
  seals: readonly SealPartsFragment[];
  again: () => void;
}

/** Title, next step, what may be read, and the ladder beside it. */
export function TechnologyView({ technology, seals, again }: TechnologyViewProps) {
  const { t, i18n } = useTranslation(["technology", "terms", "common", "ladder"]);
  const title = useTechnologyTitle(technology);
  const { state: from } = useLocation();
  const { card, publishedEntryId, state } = technology;
  const inside = technology.isOwn || technology.canReview;
  const textLanguage = (technology.summary ?? card).language.toLowerCase();
  const ladder = ladderOf(technology);
  const above = technology.isOwn
    ? { name: t("mine.title"), to: "/technologies" }
    : { name: t("common:nav.market"), to: `/market${searchLeft(from)}` };
  const owner =
    (i18n.language === "ko" ? technology.ownerNameKo : technology.ownerNameEn) ||
    technology.ownerNameKo ||
    technology.ownerNameEn;
  const month = card.publishedMonth ? formatMonth(card.publishedMonth, i18n.language) : null;
  return (
    <article className={styles.page}>
      <PageHead
        title={title}
        lang={textLanguage}
        above={technology.canReview ? { name: t("common:nav.reviews"), to: "/reviews" } : above}
        chips={
          <>
            {inside ? (
              <Chip tone={state === "PUBLISHED" ? "seal" : "amber"}>
                {t(`terms:technologyState.${state}`)}
              </Chip>
            ) : null}
            {owner && !technology.isOwn ? <Chip tone="blue">{owner}</Chip> : null}
            <CardChips
              technology={technology}
              provenElsewhere={publishedEntryId != null}
              seals={seals.map((seal) => <Seal key={seal.record.id} seal={seal} />)}
            />
            {publishedEntryId ? (
              <ProofChip entryId={publishedEntryId} label={t("seal.recorded")} />
            ) : null}
          </>
        }
      />
      <TechnologyNextStep technology={technology} again={again} />
      {technology.isOwn && technology.origin === "NATIVE" ? (
        <>
          <Sealing technology={technology} />
          <Returned id={technology.id} />
        </>
      ) : null}
      <div className={styles.columns}>
        <div className={styles.texts}>
          <Panel title={t("card.title")} aside={<TrlGauge level={card.trl} />}>
            <Passage heading={t("card.area")} text={card.area} lang={card.language.toLowerCase()} />
            {card.problem ? (
              <Passage
                heading={t("card.problem")}
                text={card.problem}
                lang={card.language.toLowerCase()}
              />
            ) : (
              <p className="sb-muted sb-small">{t("card.noProblem")}</p>
            )}
          </Panel>
          {technology.summary ? <SummaryPanel summary={technology.summary} /> : <ClosedSummary />}
          <p>
            <Link to={`/market?like=${technology.id}`}>{t("like")}</Link>
          </p>
          {technology.isOwn && (state === "PUBLISHED" || state === "PAUSED") ? (
            <Exposure id={technology.id} />
          ) : null}
        </div>
        <aside className={styles.side}>
          <Ladder
            stage={ladder.stage}
            view={ladder.view}
            {...(ladder.turn ? { turn: t(`common:turn.${ladder.turn}`) } : {})}
          />
          <section className={styles.facts}>
            <h2>{t("facts")}</h2>
            <Facts
              rows={[
                ...(owner && !technology.isOwn ? [{ name: t("owner.label"), value: owner }] : []),
                {
                  name: t("terms:industry.label"),
                  value: card.industry
                    ? t(`terms:industry.${card.industry}`)
                    : t("common:notStated"),
                },
                {
                  name: t("terms:mode.label"),
                  value:
                    card.transferModes.map((mode) => t(`terms:mode.${mode}`)).join(", ") ||
                    t("common:notStated"),
                },
                ...(card.year ? [{ name: t("terms:year.label"), value: String(card.year) }] : []),
                ...(month ? [{ name: t("terms:published.label"), value: month }] : []),
                { name: t("terms:origin.label"), value: t(`terms:origin.${technology.origin}`) },
              ]}
            />
          </section>
          <VisibilityStrip readers={t(`visible.${visibilityOf(technology)}`)} />
        </aside>
      </div>
    </article>
  );
}
