import { useTranslation } from "react-i18next";
import type { OwnLeakPartsFragment } from "@/shared/graphql/generated/graphql";
import { useOfferFieldNames } from "@/shared/offers/fieldNames";
import styles from "./Sealing.module.css";

/** Each piece of the words that stands in the sealed deposit too, by the name of its field. */
export function LeakPassages({ report }: { report: OwnLeakPartsFragment }) {
  const { t } = useTranslation("sealing");
  const nameOf = useOfferFieldNames();
  const figures = (report.numbers ?? []).map((each) => ({ ...each, permille: null }));
  const pieces = [...(report.passages ?? []), ...figures];
  if (pieces.length === 0) return null;
  return (
    <ul className={styles.passages}>
      {pieces.map(({ language, field, text, permille }) => (
        <li key={`${language} ${field} ${permille} ${text}`}>
          <span className={styles.name}>
            {nameOf(`${language.toLowerCase()}.${field}`)},{" "}
            {permille == null
              ? t("figure")
              : t("share", { percent: Math.max(1, Math.round(permille / 10)) })}
          </span>
          <q className={styles.text} lang={language.toLowerCase()}>
            {text}
          </q>
        </li>
      ))}
    </ul>
  );
}
