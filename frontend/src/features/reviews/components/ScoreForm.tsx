import { useTranslation } from "react-i18next";
import type { ReviewCriterion } from "@/shared/graphql/generated/graphql";
import { LimitedArea } from "@/shared/ui/Limited";
import styles from "./ScoreForm.module.css";
import { CRITERIA, type Judged, REASON_MAX, type Wrong } from "./scoring";

const SCORES = [0, 1, 2, 3, 4, 5] as const;

interface ScoreFormProps {
  judged: Judged;
  wrong: Wrong;
  disabled: boolean;
  onChange: (judged: Judged) => void;
}

/** Four criteria, each a group of six scores that say what they mean, with a reason. */
export function ScoreForm({ judged, wrong, disabled, onChange }: ScoreFormProps) {
  const { t } = useTranslation("review");
  function set(criterion: ReviewCriterion, change: Partial<Judged["scores"][ReviewCriterion]>) {
    onChange({
      ...judged,
      scores: { ...judged.scores, [criterion]: { ...judged.scores[criterion], ...change } },
    });
  }
  return (
    <div className={styles.form}>
      {CRITERIA.map((criterion) => {
        const { score, reason } = judged.scores[criterion];
        const low = score !== null && score <= 2;
        const fault = wrong[criterion];
        // Said once; below the others its place is kept for the meaning of the score.
        const scale = criterion === CRITERIA[0] ? t("form.scale") : "\u00a0";
        return (
          <fieldset key={criterion} className={styles.group} disabled={disabled}>
            <legend>{t(`criterion.${criterion}.name`)}</legend>
            <p className={styles.asks} id={`asks-${criterion}`}>
              {t(`criterion.${criterion}.asks`)}
            </p>
            <div
              className={styles.scale}
              role="radiogroup"
              aria-label={t(`criterion.${criterion}.name`)}
              aria-describedby={`asks-${criterion}`}
              aria-invalid={fault === "score"}
            >
              {SCORES.map((value) => (
                <label key={value} data-on={score === value} data-zero={value === 0}>
                  <input
                    type="radio"
                    id={`score-${criterion}-${value}`}
                    name={`score-${criterion}`}
                    checked={score === value}
                    onChange={() => set(criterion, { score: value })}
                  />
                  <b>{value}</b>
                  <span className="sb-hidden">{t(`score.${value}`)}</span>
                </label>
              ))}
            </div>
            <p className={styles.meaning} aria-hidden="true" data-zero={score === 0}>
              {score === null ? scale : t(`score.${score as 0}`)}
            </p>
            {fault === "score" ? (
              <p className={styles.wrong} role="alert">
                {t("form.scoreMissing")}
              </p>
            ) : null}
            {score === null ? null : (
              <LimitedArea
                id={`reason-${criterion}`}
                label={t(low ? "form.reasonNeeded" : "form.reason")}
                {...(low ? { description: t("form.reasonHelp") } : {})}
                inputWrapperOrder={["label", "description", "input", "error"]}
                rows={low ? 3 : 1}
                value={reason}
                most={REASON_MAX}
                required={low}
                disabled={disabled}
                error={fault === "reason" ? t("form.reasonMissing") : null}
                onChange={(event) => set(criterion, { reason: event.currentTarget.value })}
              />
            )}
          </fieldset>
        );
      })}
      <LimitedArea
        id="review-words"
        label={t("form.words")}
        description={t("form.wordsHelp")}
        inputWrapperOrder={["label", "description", "input", "error"]}
        rows={3}
        value={judged.words}
        most={REASON_MAX}
        disabled={disabled}
        error={wrong.words ? t("form.wordsMissing") : null}
        onChange={(event) => onChange({ ...judged, words: event.currentTarget.value })}
      />
    </div>
  );
}
