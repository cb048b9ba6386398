import { useTranslation } from "react-i18next";
import type { AskedPartsFragment } from "@/shared/graphql/generated/graphql";
import { formatDate } from "@/shared/lib/dates";
import { languageOf } from "@/shared/lib/text";
import styles from "./Questions.module.css";

type Question = AskedPartsFragment["questions"][number];

/** One question with its answer, or that it is not answered yet. */
export function Answered({ question }: { question: Question }) {
  const { t, i18n } = useTranslation("asked");
  const { text, answer, answeredAt } = question;
  return (
    <li>
      <p className={styles.question} lang={languageOf(text)}>
        {text}
      </p>
      {answer ? (
        <>
          <p className={styles.answer} lang={languageOf(answer)}>
            {answer}
          </p>
          <p className="sb-muted sb-small">
            {answeredAt ? t("deal.by", { day: formatDate(answeredAt, i18n.language) }) : null}
          </p>
        </>
      ) : (
        <p className="sb-muted">{t("deal.none")}</p>
      )}
    </li>
  );
}
