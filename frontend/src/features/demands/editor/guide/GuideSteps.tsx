import { Button } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Language } from "@/shared/graphql/generated/graphql";
import type { Words } from "../demandDraft";
import { compose } from "./compose";
import { GuideQuestion } from "./GuideQuestion";
import { GuideReview } from "./GuideReview";
import styles from "./guide.module.css";
import { MadeSoFar } from "./MadeSoFar";
import { type Guide, STEPS } from "./useGuide";

interface GuideStepsProps {
  guide: Guide;
  /** What stands in the fields now. */
  words: Words;
  language: Language;
  onLeave: () => void;
  onUse: (words: Words) => void;
}

/** One question after the other, and in the end what they make of the fields. */
export function GuideSteps({ guide, words, language, onLeave, onUse }: GuideStepsProps) {
  const { t } = useTranslation("guided");
  const { step, answers } = guide;
  const at = STEPS.indexOf(step);
  const of = STEPS.length - 1;
  const place = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step begins at its first input
  useEffect(() => {
    const find = (what: string) => place.current?.querySelector<HTMLElement>(what);
    const first = find('[tabindex="-1"]') ?? find("textarea:not([aria-hidden]), input");
    first?.focus();
  }, [step]);
  const go = (by: number) => guide.change({ step: STEPS[at + by] ?? step });
  const made = compose(answers);
  const lang = language.toLowerCase();
  return (
    <section className={styles.steps} aria-labelledby="guide-title">
      <header className={styles.head}>
        <h3 id="guide-title">{t("title")}</h3>
        <p aria-live="polite">
          {step === "review" ? t("reviewStep") : t("step", { at: at + 1, of })}
        </p>
        <progress value={Math.min(at + 1, of)} max={of} aria-hidden="true" />
      </header>
      <div ref={place} className={styles.place}>
        {step === "review" ? (
          <GuideReview
            words={words}
            made={made}
            lang={lang}
            secret={answers.secret}
            onUse={onUse}
          />
        ) : (
          <GuideQuestion
            step={step}
            answers={answers}
            lang={lang}
            onChange={(part) => guide.change({ answers: { ...answers, ...part } })}
          />
        )}
      </div>
      {step === "review" ? null : <MadeSoFar made={made} lang={lang} />}
      <div className={styles.acts}>
        {at > 0 ? (
          <Button variant="default" onClick={() => go(-1)}>
            {t("back")}
          </Button>
        ) : null}
        {step === "review" ? null : (
          <Button variant="default" onClick={() => go(1)}>
            {t(at === of - 1 ? "review" : "next")}
          </Button>
        )}
        <Button variant="subtle" onClick={onLeave} className={styles.leave ?? ""}>
          {t("leave")}
        </Button>
      </div>
    </section>
  );
}
