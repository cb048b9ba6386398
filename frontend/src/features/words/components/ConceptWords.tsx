import { useTranslation } from "react-i18next";
import type { WordsPartsFragment } from "@/shared/graphql/generated/graphql";
import styles from "./Words.module.css";

/** A concept's words: the preferred one of each language, the others below it, and the note. */
export function ConceptWords({ words }: { words: WordsPartsFragment }) {
  const { t } = useTranslation("words");
  return (
    <dl className={styles.words}>
      {(["korean", "english"] as const).map((language) => {
        const [first, ...others] = words[language];
        return (
          <div key={language} lang={language === "korean" ? "ko" : "en"}>
            <dt className="sb-hidden">{t(language)}</dt>
            <dd>
              <span className={styles.first}>{first}</span>
              {others.length > 0 ? (
                <span className={styles.others}>{others.join(" · ")}</span>
              ) : null}
            </dd>
          </div>
        );
      })}
      {words.note ? (
        <div className={styles.note}>
          <dt className="sb-hidden">{t("note")}</dt>
          <dd>{words.note}</dd>
        </div>
      ) : null}
    </dl>
  );
}
