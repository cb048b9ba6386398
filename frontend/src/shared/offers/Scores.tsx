import { useTranslation } from "react-i18next";
import type { ReviewPartsFragment } from "@/shared/graphql/generated/graphql";
import { formatInstant } from "@/shared/lib/dates";
import { languageOf } from "@/shared/lib/text";
import { Chip } from "@/shared/ui/Chip";
import styles from "./offers.module.css";

/** One decision: its four scores, each with the reviewer's reason. */
export function Scores({ review }: { review: ReviewPartsFragment }) {
  const { t, i18n } = useTranslation("review");
  return (
    <section className={styles.review}>
      <header>
        <h3>{t("decided.version", { number: review.versionNumber })}</h3>
        <Chip tone={review.decision === "APPROVED" ? "seal" : "amber"}>
          {t(`decision.${review.decision}`)}
        </Chip>
        <time dateTime={review.decidedAt}>{formatInstant(review.decidedAt, i18n.language)}</time>
      </header>
      {review.words ? (
        <p className={styles.words} lang={languageOf(review.words)}>
          {review.words}
        </p>
      ) : null}
      <dl className={styles.scores}>
        {review.scores.map((each) => (
          <div key={each.criterion} data-low={each.score <= 2}>
            <dt>
              {t(`criterion.${each.criterion}.name`)}
              <b>{t("score.of", { score: each.score })}</b>
            </dt>
            <dd>
              <span className={styles.meaning}>
                {t(`score.${each.score as 0 | 1 | 2 | 3 | 4 | 5}`)}
              </span>
              {each.reason ? (
                <span className={styles.reason} lang={languageOf(each.reason)}>
                  {each.reason}
                </span>
              ) : null}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
