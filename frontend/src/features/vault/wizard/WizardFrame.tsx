import { IconCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { PageHead } from "@/shared/ui/PageHead";
import styles from "./wizard.module.css";

export const STEPS = ["what", "key", "files"] as const;
export type Step = (typeof STEPS)[number];

const ENDS: Readonly<Record<Step, string>> = { what: "", key: "/key", files: "/files" };

/** The address of a step of one deposit; what it is for stays in the address. */
export function stepAddress(id: string, step: Step, search: string): string {
  return `/vault/new/${id}${ENDS[step]}${search}`;
}

interface WizardFrameProps {
  /** Null until the deposit has been saved once. */
  id: string | null;
  step: Step;
  children: ReactNode;
}

/** Where one is on the way to a sealed deposit; what lies behind can be gone back to. */
export function WizardFrame({ id, step, children }: WizardFrameProps) {
  const { t } = useTranslation("vault");
  const { search } = useLocation();
  const at = STEPS.indexOf(step);
  return (
    <div className={styles.page}>
      <PageHead
        title={t(`wizard.${step}.title`)}
        lead={t(`wizard.${step}.lead`)}
        above={{ name: t("title"), to: "/vault" }}
      />
      <nav aria-label={t("wizard.steps")}>
        <ol className={styles.steps}>
          {STEPS.map((each, number) => (
            <li
              key={each}
              data-state={number < at ? "done" : number === at ? "here" : "later"}
              aria-current={each === step ? "step" : undefined}
            >
              <span className={styles.dot} aria-hidden="true">
                {number < at ? <IconCheck size={14} stroke={3} /> : number + 1}
              </span>
              {id && number < at ? (
                <Link to={stepAddress(id, each, search)}>{t(`wizard.${each}.name`)}</Link>
              ) : (
                <span>{t(`wizard.${each}.name`)}</span>
              )}
            </li>
          ))}
        </ol>
      </nav>
      {children}
    </div>
  );
}
