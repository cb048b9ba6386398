import { useTranslation } from "react-i18next";
import { languageOf } from "@/shared/lib/text";
import { Chip } from "@/shared/ui/Chip";
import styles from "./Difference.module.css";
import { wordChanges } from "./versions";

/** A short value, and below it what stood there before. */
export function Value({ now, before, more }: { now: string; before?: string; more?: string }) {
  const { t } = useTranslation("sheet");
  if (before === undefined || before === now) return <span>{now}</span>;
  return (
    <span className={styles.pair}>
      <ins>
        <span className="sb-hidden">{t("compare.after")} </span>
        {now}
      </ins>
      <del>
        <span className="sb-hidden">{t("compare.before")} </span>
        {before}
      </del>
      {more ? <small>{more}</small> : null}
    </span>
  );
}

/** A text that somebody typed, with the words that came and went. */
export function Words({ now, before }: { now: string; before?: string }) {
  const { t } = useTranslation("sheet");
  if (before === undefined || before === now) {
    return (
      <span className={styles.words} lang={languageOf(now)}>
        {now}
      </span>
    );
  }
  const pieces = wordChanges(before, now);
  return (
    <span className={styles.words} data-whole={pieces.every(({ kind }) => kind !== "same")}>
      {pieces.map((piece, at) => {
        const lang = languageOf(piece.text);
        // Pieces have no other identity than their place.
        const key = `${at}`;
        if (piece.kind === "same") {
          return (
            <span key={key} lang={lang}>
              {piece.text}
            </span>
          );
        }
        const Mark = piece.kind === "added" ? "ins" : "del";
        return (
          <Mark key={key} lang={lang}>
            <span className="sb-hidden">
              {t(piece.kind === "added" ? "compare.after" : "compare.before")}{" "}
            </span>
            {piece.text}
          </Mark>
        );
      })}
    </span>
  );
}

export function ChangedChip() {
  const { t } = useTranslation("sheet");
  return <Chip tone="blue">{t("compare.changed")}</Chip>;
}
