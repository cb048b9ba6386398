import { useTranslation } from "react-i18next";
import { LatestCheckpointDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { formatInstant } from "@/shared/lib/dates";
import styles from "./LogLine.module.css";

/** The log's newest signed state, in one line; nothing while there is none. */
export function LogLine() {
  const { t, i18n } = useTranslation("evidence");
  const [{ data }] = useTypedQuery(LatestCheckpointDocument, {}, { fresh: true });
  const now = data?.logCheckpoint;
  if (!now) return null;
  return (
    <p className={styles.line}>
      <strong>{t("verify.log")}</strong>
      <span>
        {t("verify.logLine", { size: now.size, time: formatInstant(now.signedAt, i18n.language) })}
      </span>
      <code>{now.origin}</code>
    </p>
  );
}
