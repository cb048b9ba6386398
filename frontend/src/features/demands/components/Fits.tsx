import { IconCheck, IconMinus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { FitState, SuggestionPartsFragment } from "@/shared/graphql/generated/graphql";
import styles from "./Fits.module.css";
import { offeredWords } from "./fitWords";

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

/** The same criteria with what was wanted and what is offered. */
export function FitTable({ fits }: { fits: FitList }) {
  const { t } = useTranslation(["demand", "terms", "common"]);
  if (fits.length === 0) return null;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t("fit.criterion")}</th>
          <th scope="col">{t("fit.wanted")}</th>
          <th scope="col">{t("fit.offered")}</th>
        </tr>
      </thead>
      <tbody>
        {fits.map((fit) => (
          <tr key={fit.criterion} data-state={fit.state}>
            <th scope="row">
              {t(`criterion.${fit.criterion}`)}
              <span>{t(`fit.${fit.state}`)}</span>
            </th>
            <td>{offeredWords(t, fit.criterion, fit.wanted)}</td>
            <td>{offeredWords(t, fit.criterion, fit.offered)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
