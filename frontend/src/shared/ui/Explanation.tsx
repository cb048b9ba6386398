import { useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { GlossaryWord } from "./glossary";
import styles from "./Term.module.css";

const MARGIN = 12;

/** What a word means and the law it comes from, under the word and inside the window. */
export function Explanation({ word }: { word: GlossaryWord }) {
  const { t, i18n } = useTranslation("glossary");
  const panel = useRef<HTMLSpanElement>(null);

  // Words stand anywhere in a line; the sheet may not leave the window for that.
  useLayoutEffect(() => {
    const sheet = panel.current;
    if (!sheet) return;
    const { left, right } = sheet.getBoundingClientRect();
    const beyond = right + MARGIN - document.documentElement.clientWidth;
    const shift = beyond > 0 ? -Math.min(beyond, left - MARGIN) : Math.max(0, MARGIN - left);
    sheet.style.translate = `${shift}px 0`;
  }, []);

  return (
    <span ref={panel} className={styles.panel}>
      <span className={styles.name}>{t(`words.${word}.word`)}</span>
      <span>{t(`words.${word}.means`)}</span>
      {i18n.exists(`glossary:laws.${word}`) ? (
        <span className={styles.law}>
          {t("law")}: {t(`laws.${word as "nda"}`)}
        </span>
      ) : null}
      <Link to={`/glossary#${word}`} className={styles.whole}>
        {t("whole")}
      </Link>
    </span>
  );
}
