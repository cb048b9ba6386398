import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./NextStep.module.css";

interface NextStepProps {
  sentence: string;
  /** Of the sentence, where a person wrote it. */
  lang?: string | undefined;
  turn: string;
  /** Whether somebody is waited for; colours the strip amber when it is the reader. */
  yours?: boolean;
  action?: ReactNode;
  children?: ReactNode;
}

/** First thing on every object page: one sentence, whose turn, at most one primary button. */
export function NextStep({ sentence, lang, turn, yours = false, action, children }: NextStepProps) {
  const { t } = useTranslation();
  return (
    <section className={styles.step} data-yours={yours} aria-label={t("next.label")}>
      <div className={styles.words}>
        <p className={styles.sentence} lang={lang}>
          {sentence}
        </p>
        <p className={styles.turn}>
          {t("next.turn")} <strong>{turn}</strong>
        </p>
        {children}
      </div>
      {action ? <div className={styles.action}>{action}</div> : null}
    </section>
  );
}
