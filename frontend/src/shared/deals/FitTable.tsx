import { useTranslation } from "react-i18next";
import type { Fit } from "@/shared/graphql/generated/graphql";
import styles from "./Fits.module.css";
import { offeredWords } from "./fitWords";

type FitList = readonly Pick<Fit, "criterion" | "state" | "wanted" | "offered">[];

/** What was wanted beside what is offered, criterion by criterion. */
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
