import { IconFileImport, IconLanguage, IconRosetteDiscountCheck } from "@tabler/icons-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { TechnologyLineFragment } from "@/shared/graphql/generated/graphql";
import { formatMonth } from "@/shared/lib/dates";
import { Chip } from "@/shared/ui/Chip";
import { SealChip } from "@/shared/ui/SealChip";
import styles from "./CardChips.module.css";

interface CardChipsProps {
  technology: TechnologyLineFragment;
  /** Whether the page opens the proof elsewhere, so that it is not said twice. */
  provenElsewhere?: boolean;
  /** The language of the text beside the chips, where that is not the page's choice. */
  shown?: string;
  /** The seals themselves, where the reader may know more of them than the month. */
  seals?: readonly ReactElement[];
}

/** Seal, source, modes, time and language of a technology, as short facts. */
export function CardChips(props: CardChipsProps) {
  const { technology, provenElsewhere = false, shown, seals = [] } = props;
  const { t, i18n } = useTranslation(["technology", "terms", "common"]);
  const { card, origin } = technology;
  const language = shown ?? (technology.summary?.language ?? card.language).toLowerCase();
  const foreign = language !== i18n.language;
  const onMarket = technology.state === "PUBLISHED" || technology.state === "PAUSED";
  return (
    <ul className={styles.chips}>
      {seals.map((seal) => (
        <li key={seal.key}>{seal}</li>
      ))}
      {card.sealed && seals.length === 0 ? (
        <li>
          <SealChip
            label={
              card.sealedMonth
                ? t("seal.month", { month: formatMonth(card.sealedMonth, i18n.language) })
                : t("seal.sealed")
            }
          />
        </li>
      ) : null}
      {origin === "NATIVE" && onMarket && !card.sealed && seals.length === 0 ? (
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
