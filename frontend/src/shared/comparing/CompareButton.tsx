import { useTranslation } from "react-i18next";
import styles from "./CompareButton.module.css";
import { MOST_COMPARED, toggleCompared, useCompared } from "./compared";

interface CompareButtonProps {
  id: string;
  title: string;
  /** The language of the title. */
  language: string;
}

/** Puts a technology among those to compare, or takes it out. */
export function CompareButton({ id, title, language }: CompareButtonProps) {
  const { t } = useTranslation("market");
  const compared = useCompared();
  const isChosen = compared.includes(id);
  const isFull = compared.length >= MOST_COMPARED && !isChosen;
  return (
    <button
      type="button"
      className={styles.button}
      aria-pressed={isChosen}
      aria-disabled={isFull}
      onClick={() => {
        if (!isFull) toggleCompared(id);
      }}
    >
      <i aria-hidden="true" />
      {t("compare.add")}
      <span className="sb-hidden" lang={language}>{`: ${title}`}</span>
    </button>
  );
}
