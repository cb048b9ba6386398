import { useTranslation } from "react-i18next";
import type { CaseStage } from "@/shared/graphql/generated/graphql";
import styles from "./CaseSteps.module.css";

export const CASE_STAGES = [
  "INTRODUCTION",
  "NDA",
  "DISCLOSURE",
  "TERMS",
  "CONTRACT",
  "CLOSED",
] as const satisfies readonly CaseStage[];

function partOf(index: number, at: number, stopped: boolean): "before" | "now" | "later" {
  if (index === at) return "now";
  return index < at && !stopped ? "before" : "later";
}

interface CaseStepsProps {
  stage: CaseStage;
  /** Closed on the way, so that the stages before were not all gone through. */
  stopped?: boolean;
}

/** Where a case stands among its stages, in one line. */
export function CaseSteps({ stage, stopped = false }: CaseStepsProps) {
  const { t } = useTranslation("case");
  const at = CASE_STAGES.indexOf(stage);
  return (
    <div>
      <ol className={styles.steps} aria-label={t("stages")}>
        {CASE_STAGES.map((each, index) => (
          <li
            key={each}
            data-part={partOf(index, at, stopped)}
            aria-current={index === at ? "step" : undefined}
          >
            <span>{t(`stage.${each}`)}</span>
          </li>
        ))}
      </ol>
      <p className={styles.now} aria-hidden="true">
        {t("stageLine", { number: at + 1, count: CASE_STAGES.length, name: t(`stage.${stage}`) })}
      </p>
    </div>
  );
}
