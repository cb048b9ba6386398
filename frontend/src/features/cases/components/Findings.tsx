import { useTranslation } from "react-i18next";
import type { ConflictFinding } from "@/shared/graphql/generated/graphql";
import styles from "./Interest.module.css";

/** What the product found against a person, each with what it means. */
export function Findings({ found }: { found: readonly ConflictFinding[] }) {
  const { t } = useTranslation("desk");
  if (found.length === 0) return <p className="sb-muted sb-small">{t("interest.nothing")}</p>;
  return (
    <ul className={styles.findings}>
      {found.map((code) => (
        <li key={code}>
          <strong>{t(`finding.${code}.name`)}</strong>
          <span>{t(`finding.${code}.meaning`)}</span>
        </li>
      ))}
    </ul>
  );
}
