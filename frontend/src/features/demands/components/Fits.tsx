import { IconCheck, IconMinus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { FitState, SuggestionPartsFragment } from "@/shared/graphql/generated/graphql";
import styles from "./Fits.module.css";

type FitList = SuggestionPartsFragment["suggestions"][number]["fits"];

const ICONS = {
  FITS: IconCheck,
  DIFFERS: IconX,
  NOT_STATED: IconMinus,
} as const satisfies Record<FitState, unknown>;

/** Tick, cross or dash for each criterion, in one line. */
export function FitLine({ fits }: { fits: FitList }) {
  const { t } = useTranslation("demand");
  return (
    <ul className={styles.line}>
      {fits.map(({ criterion, state }) => {
        const Icon = ICONS[state];
        return (
          <li key={criterion} data-state={state}>
            <Icon size={16} stroke={2.5} aria-hidden="true" />
            {t(`criterion.${criterion}`)}
            <span className="sb-hidden"> {t(`fit.${state}`)}</span>
          </li>
        );
      })}
    </ul>
  );
}
