import { lazy, type ReactNode, Suspense, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { wantGuideWords } from "@/shared/i18n/setup";
import type { GlossaryWord } from "./glossary";
import styles from "./Term.module.css";

// The explanations are long; they come when somebody asks for the first of them.
const Explanation = lazy(async () => {
  const [file] = await Promise.all([import("./Explanation"), wantGuideWords()]);
  return { default: file.Explanation };
});

interface TermProps {
  word: GlossaryWord;
  /** The word as it stands in the sentence. */
  children: ReactNode;
}

/** A word of law or of the product, dotted; a click or a key opens what it means. */
export function Term({ word, children }: TermProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLSpanElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const panel = useId();

  useEffect(() => {
    if (!open) return;
    function leave(event: Event) {
      if (event.target instanceof Node && place.current?.contains(event.target)) return;
      setOpen(false);
    }
    function press(event: KeyboardEvent) {
      if (event.key !== "Escape") return;
      // A window around it stays open.
      event.stopPropagation();
      setOpen(false);
      opener.current?.focus();
    }
    document.addEventListener("pointerdown", leave);
    document.addEventListener("focusin", leave);
    document.addEventListener("keydown", press, true);
    return () => {
      document.removeEventListener("pointerdown", leave);
      document.removeEventListener("focusin", leave);
      document.removeEventListener("keydown", press, true);
    };
  }, [open]);

  return (
    <span ref={place} className={styles.place}>
      <button
        ref={opener}
        type="button"
        className={styles.word}
        aria-expanded={open}
        aria-controls={panel}
        title={t("term.hint")}
        onClick={() => setOpen((was) => !was)}
      >
        {children}
      </button>
      <span id={panel} role="status" className={styles.holder}>
        {open ? (
          <Suspense fallback={null}>
            <Explanation word={word} />
          </Suspense>
        ) : null}
      </span>
    </span>
  );
}
