import { useTranslation } from "react-i18next";
import type { Industry, Language, TransferMode } from "@/shared/graphql/generated/graphql";
import { Chip } from "@/shared/ui/Chip";
import { TrlGauge } from "@/shared/ui/TrlGauge";
import styles from "./offers.module.css";

export interface CardWords {
  language: Language;
  industry: Industry | null;
  area: string;
  problem: string;
  trl: number | null;
  transferModes: readonly TransferMode[];
  year: number | null;
}

/** The anonymous card as it stands among the results of the market. */
export function CardPanel({ card }: { card: CardWords }) {
  const { t } = useTranslation(["offer", "terms"]);
  const lang = card.language.toLowerCase();
  return (
    <article className={styles.card}>
      <div className={styles.cardHead}>
        <p className="sb-eyebrow">
          {card.industry ? t(`terms:industry.${card.industry}`) : t("preview.noIndustry")}
        </p>
        <TrlGauge level={card.trl} />
      </div>
      <h3 lang={lang}>{card.area || t("preview.noArea")}</h3>
      <p lang={lang} className={styles.problem}>
        {card.problem || t("preview.noProblem")}
      </p>
      <ul className={styles.chips}>
        {card.transferModes.map((mode) => (
          <li key={mode}>
            <Chip>{t(`terms:mode.${mode}`)}</Chip>
          </li>
        ))}
        {card.year ? (
          <li>
            <Chip>{t("terms:year.chip", { year: card.year })}</Chip>
          </li>
        ) : null}
      </ul>
    </article>
  );
}
