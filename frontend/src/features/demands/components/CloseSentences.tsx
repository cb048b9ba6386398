import { useTranslation } from "react-i18next";
import styles from "./CloseSentences.module.css";

/** Why an offer that shares no word was found: what it means, shown by one sentence of each. */
export function CloseSentences({ asked, offered }: { asked: string; offered: string }) {
  const { t } = useTranslation("suggest");
  return (
    <div className={styles.close}>
      <p>{t("meaning.note")}</p>
      {asked && offered ? (
        <dl>
          <dt>{t("meaning.asked")}</dt>
          <dd lang={languageOf(asked)}>{asked}</dd>
          <dt>{t("meaning.offered")}</dt>
          <dd lang={languageOf(offered)}>{offered}</dd>
        </dl>
      ) : null}
    </div>
  );
}

/** A sentence with a Korean letter in it is read aloud as Korean. */
function languageOf(sentence: string): "ko" | "en" {
  return /[\uac00-\ud7a3]/.test(sentence) ? "ko" : "en";
}
