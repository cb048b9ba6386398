import { IconCheck, IconCircleDashed } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Language } from "@/shared/graphql/generated/graphql";
import styles from "./frame.module.css";

interface LanguageTabsProps {
  value: Language;
  onChange: (language: Language) => void;
  /** How many needed answers each language still lacks; null when nothing is written in it. */
  lacking: Record<Language, number | null>;
  controls: string;
}

const ORDER = ["KO", "EN"] as const satisfies readonly Language[];

/** In which language one writes, and how far each is. */
export function LanguageTabs({ value, onChange, lacking, controls }: LanguageTabsProps) {
  const { t } = useTranslation(["offer", "common"]);
  return (
    <div className={styles.tabs} role="tablist" aria-label={t("language.label")}>
      {ORDER.map((language) => {
        const count = lacking[language];
        return (
          <button
            key={language}
            type="button"
            role="tab"
            id={`language-${language}`}
            aria-selected={value === language}
            aria-controls={controls}
            tabIndex={value === language ? 0 : -1}
            onClick={() => onChange(language)}
            onKeyDown={(event) => {
              if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
              const other = language === "KO" ? "EN" : "KO";
              onChange(other);
              document.getElementById(`language-${other}`)?.focus();
            }}
          >
            {count === 0 ? (
              <IconCheck size={16} aria-hidden="true" />
            ) : (
              <IconCircleDashed size={16} aria-hidden="true" />
            )}
            <span lang={language.toLowerCase()}>
              {t(language === "KO" ? "common:language.ko" : "common:language.en")}
            </span>
            <small>
              {count === null
                ? t("language.none")
                : count === 0
                  ? t("language.complete")
                  : t("language.lacking", { count })}
            </small>
          </button>
        );
      })}
    </div>
  );
}
