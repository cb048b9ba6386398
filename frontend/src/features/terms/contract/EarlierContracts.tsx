import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { DealContractQuery } from "@/shared/graphql/generated/graphql";
import { formatDate } from "@/shared/lib/dates";
import { Chip } from "@/shared/ui/Chip";
import { Panel } from "@/shared/ui/Panel";
import styles from "./contract.module.css";

type Lines = NonNullable<DealContractQuery["dealTerms"]>["contracts"];

/** Contracts of the deal that were taken back, declined, or not signed in time. */
export function EarlierContracts({ lines }: { lines: Lines }) {
  const { t, i18n } = useTranslation("contract");
  const [, ...earlier] = lines;
  if (earlier.length === 0) return null;
  return (
    <Panel title={t("earlier.title")}>
      <ul className={styles.earlier}>
        {earlier.map(({ id, state, language, stateSince }) => (
          <li key={id}>
            <Chip>{t(`state.${state}`)}</Chip>
            <Link to={`?contract=${id}`}>
              {t("earlier.line", {
                date: formatDate(stateSince, i18n.language),
                language: t(`language.${language}`),
              })}
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
