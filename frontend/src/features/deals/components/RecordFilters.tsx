import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { SHOWN, type Shown } from "../recordFilter";
import styles from "./RecordFilters.module.css";

/** Filters that are addresses; the one in use is marked. */
export function RecordFilters({ id, shown }: { id: string; shown: Shown }) {
  const { t } = useTranslation("deal");
  return (
    <nav aria-label={t("records.filters")} className={styles.filters}>
      <ul>
        {SHOWN.map((each) => (
          <li key={each}>
            <Link
              to={`/deals/${id}/records${each === "all" ? "" : `?show=${each}`}`}
              aria-current={each === shown ? "page" : undefined}
            >
              {t(`records.show.${each}`)}
            </Link>
          </li>
        ))}
      </ul>
      <Link to={`/records?about=match&of=${id}`} className={styles.whole}>
        {t("records.whole")}
      </Link>
    </nav>
  );
}
