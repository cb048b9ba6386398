import { IconPlugConnectedX } from "@tabler/icons-react";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { liveState, onLiveState } from "@/shared/graphql/live";
import styles from "./LiveBar.module.css";

/** A quiet bar while the live connection is interrupted. */
export function LiveBar() {
  const { t } = useTranslation();
  const state = useSyncExternalStore(onLiveState, liveState);
  return (
    <p className={styles.bar} role="status" data-shown={state === "lost"}>
      {state === "lost" ? (
        <>
          <IconPlugConnectedX size={16} aria-hidden="true" /> {t("live.lost")}
        </>
      ) : null}
    </p>
  );
}
