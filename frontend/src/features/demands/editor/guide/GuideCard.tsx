import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { jumpTo } from "@/shared/drafting/jump";
import type { Language } from "@/shared/graphql/generated/graphql";
import type { Words } from "../demandDraft";
import { GuideSteps } from "./GuideSteps";
import styles from "./guide.module.css";
import { useGuide } from "./useGuide";

interface GuideCardProps {
  owner: string;
  demandId: string | null;
  language: Language;
  words: Words;
  onWords: (words: Words) => void;
}

/** The way in for whoever does not know what to write: questions in place of fields. */
export function GuideCard(props: GuideCardProps) {
  const { owner, demandId, language, words } = props;
  const { t } = useTranslation("guided");
  const guide = useGuide(owner, demandId, language);
  const [open, setOpen] = useState(false);
  const [done, setDone] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const left = useRef(false);
  useEffect(() => {
    if (!open && left.current) opener.current?.focus();
    left.current = false;
  }, [open]);

  if (open)
    return (
      <GuideSteps
        key={language}
        guide={guide}
        words={words}
        language={language}
        onLeave={() => {
          left.current = true;
          setOpen(false);
        }}
        onUse={(made) => {
          props.onWords(made);
          guide.change({ step: "review" });
          setOpen(false);
          setDone(true);
          jumpTo(`${language.toLowerCase()}.title`);
        }}
      />
    );
  return (
    <aside className={styles.card} aria-label={t("title")}>
      <p role="status">
        {done ? t("done") : t(guide.isBegun ? "resumeLead" : "lead", { count: 6 })}
      </p>
      <div className={styles.acts}>
        <Button
          ref={opener}
          variant="default"
          size="sm"
          onClick={() => {
            setDone(false);
            setOpen(true);
          }}
        >
          {t(guide.isBegun ? "resume" : "begin")}
        </Button>
        {guide.isBegun ? (
          <Button variant="subtle" size="sm" onClick={guide.forget}>
            {t("forget")}
          </Button>
        ) : null}
      </div>
    </aside>
  );
}
