import { Button } from "@mantine/core";
import { IconAlertTriangle, IconClock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { languageOf } from "@/shared/lib/text";
import type { Waiting } from "./outbox";
import styles from "./thread.module.css";

interface WaitingRowProps {
  waiting: Waiting;
  onRetry: () => void;
  onTakeBack: () => void;
}

/** A message that is not recorded yet: on its way, or not sent and why. */
export function WaitingRow({ waiting, onRetry, onTakeBack }: WaitingRowProps) {
  const { t } = useTranslation("room");
  const failed = waiting.failed !== null;
  return (
    <li className={styles.said} data-own="true" data-waiting={failed ? "failed" : "sending"}>
      <p className={styles.by}>
        {failed ? (
          <IconAlertTriangle size={16} aria-hidden="true" />
        ) : (
          <IconClock size={16} aria-hidden="true" />
        )}
        <b>{t(failed ? "notSent" : "sending")}</b>
        {waiting.visibility === "EVERYONE" ? null : <span>{t(`only.${waiting.visibility}`)}</span>}
      </p>
      <p className={styles.text} lang={languageOf(waiting.text)}>
        {waiting.text}
      </p>
      {failed ? (
        <>
          <p className={styles.why}>{waiting.failed || t("notSentWhy")}</p>
          <div className={styles.again}>
            <Button variant="default" size="compact-md" onClick={onRetry}>
              {t("sendAgain")}
            </Button>
            <Button variant="subtle" color="gray" size="compact-md" onClick={onTakeBack}>
              {t("takeBack")}
            </Button>
          </div>
        </>
      ) : null}
    </li>
  );
}
