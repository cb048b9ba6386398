import { useTranslation } from "react-i18next";
import { useWants } from "@/shared/deals/wants";
import { ProofChip } from "@/shared/evidence/ProofChip";
import type { DemandPartsFragment } from "@/shared/graphql/generated/graphql";
import { languageOf } from "@/shared/lib/text";
import { Chip } from "@/shared/ui/Chip";
import { PageHead } from "@/shared/ui/PageHead";
import { Facts, Panel, Passage } from "@/shared/ui/Panel";
import { VisibilityStrip } from "@/shared/ui/VisibilityStrip";
import { DemandNextStep } from "./DemandNextStep";
import styles from "./DemandView.module.css";
import { KnownSeal } from "./KnownSeal";
import { Suggestions } from "./Suggestions";

/** How many suggestions stand beside the demand; all of them have a page of their own. */
const FIRST_LOOK = 5;

interface DemandViewProps {
  demand: DemandPartsFragment;
  again: () => void;
}

function visibilityOf(demand: DemandPartsFragment) {
  if (!demand.isOwn) return "viewer";
  if (demand.state === "DRAFT") return "draft";
  return demand.state === "PUBLISHED" ? "published" : "closed";
}

/** The need in its writer's words, what is wanted in figures, and the suggestions. */
export function DemandView({ demand, again }: DemandViewProps) {
  const { t } = useTranslation(["demand", "terms", "common", "technology"]);
  const { readiness, budget, deadline } = useWants(demand);
  const lang = demand.text.language.toLowerCase();
  const unstated = t("common:notStated");
  return (
    <article className={styles.page} data-own={demand.isOwn}>
      <PageHead
        title={demand.text.title}
        lang={lang}
        above={
          demand.isOwn
            ? { name: t("mine.title"), to: "/demands?mine=1" }
            : { name: t("list.title"), to: "/demands" }
        }
        chips={
          <>
            <Chip tone={demand.state === "PUBLISHED" ? "seal" : "amber"}>
              {t(`terms:demandState.${demand.state}`)}
            </Chip>
            {demand.isOwn ? null : <Chip>{t("common:otherFirm")}</Chip>}
            <KnownSeal demand={demand} />
            {demand.publishedEntryId ? (
              <ProofChip entryId={demand.publishedEntryId} label={t("technology:seal.recorded")} />
            ) : null}
          </>
        }
      />
      <DemandNextStep demand={demand} deadline={deadline} again={again} />
      <div className={styles.columns} data-own={demand.isOwn}>
        <div className={styles.texts}>
          <Panel title={t("need")}>
            <p className={styles.need} lang={lang}>
              {demand.text.need}
            </p>
            <Passage heading={t("outcomes")} text={demand.text.outcomes} lang={lang} />
            <Passage heading={t("constraints")} text={demand.text.constraints} lang={lang} />
            {demand.exclusions ? (
              <div className={styles.exclusions}>
                <h3>
                  {t("exclusions")} <span>{t("exclusionsNote")}</span>
                </h3>
                {/* One text for colleagues of both languages; each paragraph in its own. */}
                {demand.exclusions.split(/\n\s*\n/).map((part) => (
                  <p key={part} lang={languageOf(part)}>
                    {part}
                  </p>
                ))}
              </div>
            ) : null}
          </Panel>
          <Panel title={t("wanted")}>
            <Facts
              rows={[
                {
                  name: t("terms:industries.label"),
                  value:
                    demand.industries.map((each) => t(`terms:industry.${each}`)).join(", ") ||
                    unstated,
                },
                { name: t("terms:trl.label"), value: readiness ?? unstated },
                {
                  name: t("terms:mode.label"),
                  value:
                    demand.transferModes.map((each) => t(`terms:mode.${each}`)).join(", ") ||
                    unstated,
                },
                { name: t("budget"), value: budget ?? unstated },
                { name: t("deadline"), value: deadline ?? t("noDeadline") },
                ...(demand.sealedMonth
                  ? [{ name: t("seal.label"), value: t(demand.isOwn ? "seal.own" : "seal.reader") }]
                  : []),
              ]}
            />
          </Panel>
          <VisibilityStrip readers={t(`visible.${visibilityOf(demand)}`)} />
        </div>
        {demand.isOwn ? (
          <Suggestions
            demandId={demand.id}
            published={demand.state === "PUBLISHED"}
            first={FIRST_LOOK}
          />
        ) : null}
      </div>
    </article>
  );
}
