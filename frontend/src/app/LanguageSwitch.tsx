import { useTranslation } from "react-i18next";
import { type Language, switchLanguage } from "@/shared/i18n/setup";
import styles from "./TopBar.module.css";

const CHOICES: readonly { value: Language; short: string }[] = [
  { value: "ko", short: "한국어" },
  { value: "en", short: "EN" },
];

/** Korean or English, on every page. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <fieldset className={styles.languages} style={{ margin: 0, padding: 0 }}>
      <legend className="sb-hidden">{t("language.label")}</legend>
      {CHOICES.map(({ value, short }) => (
        <button
          key={value}
          type="button"
          lang={value}
          aria-pressed={i18n.language === value}
          onClick={() => void switchLanguage(value)}
        >
          {short}
        </button>
      ))}
    </fieldset>
  );
}
