import { Textarea } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { giveawayIn } from "@/shared/drafting/giveaways";
import type { GuideAnswers } from "./compose";
import styles from "./guide.module.css";
import { Targets } from "./Targets";
import type { Step } from "./useGuide";

interface GuideQuestionProps {
  step: Exclude<Step, "review">;
  answers: GuideAnswers;
  /** The language that is written in. */
  lang: string;
  onChange: (part: Partial<GuideAnswers>) => void;
}

/** One plain question, what its answer does for the match, an example, and room to answer. */
export function GuideQuestion({ step, answers, lang, onChange }: GuideQuestionProps) {
  const { t } = useTranslation(["guided", "offer"]);
  const ids = { label: `guide-${step}`, help: `guide-${step}-help` };
  const value = step === "targets" ? "" : answers[step];
  const found = step === "secret" ? null : giveawayIn(value);
  return (
    <>
      <h4 id={ids.label} className={styles.question}>
        {t(`${step}.label`)}
      </h4>
      <p id={ids.help} className="sb-muted sb-small">
        {t(`${step}.gives`)}
      </p>
      {step === "targets" ? (
        <Targets
          lang={lang}
          targets={answers.targets}
          onChange={(targets) => onChange({ targets })}
        />
      ) : (
        <Textarea
          aria-labelledby={ids.label}
          aria-describedby={ids.help}
          rows={3}
          classNames={{ input: styles.area ?? "" }}
          value={value}
          lang={lang}
          onChange={(event) => onChange({ [step]: event.currentTarget.value })}
        />
      )}
      <p className={styles.example}>
        <span>{t("example")}</span> {t(`${step}.example`)}
      </p>
      <p className={styles.giveaway} role="status" data-shown={found !== null}>
        {found ? t(`offer:giveaway.${found.sign}`, { words: found.words }) : null}
      </p>
      {step === "secret" ? (
        <p className={styles.stays}>
          <IconLock size={16} aria-hidden="true" /> {t("secret.stays")}
        </p>
      ) : null}
    </>
  );
}
