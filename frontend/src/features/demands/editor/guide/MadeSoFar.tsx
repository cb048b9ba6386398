import { useTranslation } from "react-i18next";
import { TEXTS, type Words } from "../demandDraft";
import styles from "./guide.module.css";

/** What the answers make of the fields so far, before anything is put there. */
export function MadeSoFar({ made, lang }: { made: Words; lang: string }) {
  const { t } = useTranslation(["guided", "offer"]);
  const there = TEXTS.filter((name) => made[name] !== "");
  if (there.length === 0) return null;
  return (
    <details className={styles.made}>
      <summary>{t("soFar")}</summary>
      <dl>
        {there.map((name) => (
          <div key={name}>
            <dt>{t(`offer:name.${name}`)}</dt>
            <dd lang={lang}>{made[name]}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
