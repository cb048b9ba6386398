import { IconCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import styles from "./CheckSteps.module.css";

const STEPS = ["documents", "waiting", "answer"] as const;
const AT = { prepare: 0, declined: 0, waiting: 1, confirmed: 3 } as const;

/** Where on the short path of a firm check one is. */
export function CheckSteps({ standing }: { standing: keyof typeof AT }) {
  const { t } = useTranslation("firm");
  const at = AT[standing];
  return (
    <ol className={styles.steps} aria-label={t("check.steps.label")}>
      {STEPS.map((step, index) => (
        <li key={step} data-done={index < at} aria-current={index === at ? "step" : undefined}>
          <span className={styles.mark} aria-hidden="true">
            {index < at ? <IconCheck size={14} stroke={3} /> : index + 1}
          </span>
          {t(`check.steps.${step}`)}
          {index < at ? <span className="sb-hidden">, {t("check.steps.done")}</span> : null}
        </li>
      ))}
    </ol>
  );
}
