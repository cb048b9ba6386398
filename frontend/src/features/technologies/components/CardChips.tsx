import { IconFileImport, IconLanguage, IconRosetteDiscountCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { TechnologyLineFragment } from "@/shared/graphql/generated/graphql";
import { Chip } from "@/shared/ui/Chip";
import { SealChip } from "@/shared/ui/SealChip";
import styles from "./CardChips.module.css";

interface CardChipsProps {
  technology: TechnologyLineFragment;
  /** Whether the page opens the proof elsewhere, so that it is not said twice. */
  provenElsewhere?: boolean;
  /** The language of the text beside the chips, where that is not the page's choice. */
  shown?: string;
}

/** Seal, source, modes, time and language of a technology, as short facts. */
export function CardChips({ technology, provenElsewhere = false, shown }: CardChipsProps) {
  const { t, i18n } = useTranslation(["technology", "terms", "common"]);
  const { card, origin } = technology;
  const language = shown ?? (technology.summary?.language ?? card.language).toLowerCase();
  const foreign = language !== i18n.language;
  const onMarket = technology.state === "PUBLISHED" || technology.state === "PAUSED";
  return (
    <ul className={styles.chips}>
      {card.sealed ? (
        <li>
          <SealChip label={t("seal.sealed")} />
        </li>
      ) : null}
      {origin === "NATIVE" && onMarket && !card.sealed ? (
        <li>
          <Chip>{t("seal.notSealed")}</Chip>
        </li>
      ) : null}
      {origin === "IMPORTED" ? (
        <li>
          <Chip icon={<IconFileImport size={14} aria-hidden="true" />}>
            {t("seal.importedNotSealed")}
          </Chip>
        </li>
      ) : null}
      {origin === "NATIVE" && technology.state === "PUBLISHED" && !provenElsewhere ? (
        <li>
          <Chip tone="seal" icon={<IconRosetteDiscountCheck size={14} aria-hidden="true" />}>
            {t("seal.recorded")}
          </Chip>
        </li>
      ) : null}
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
      {foreign ? (
        <li>
          <Chip icon={<IconLanguage size={14} aria-hidden="true" />}>
            {t(language === "ko" ? "common:language.textIn.ko" : "common:language.textIn.en")}
          </Chip>
        </li>
      ) : null}
    </ul>
  );
}
