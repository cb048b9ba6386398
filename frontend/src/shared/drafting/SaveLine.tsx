import {
  IconAlertTriangle,
  IconCloudCheck,
  IconCloudOff,
  IconLoader2,
  IconPencil,
} from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatInstant } from "@/shared/lib/dates";
import { SignInAgain } from "@/shared/session/SignInAgain";
import styles from "./frame.module.css";
import type { SaveState } from "./useDraft";

const LOOK = {
  clean: [IconCloudCheck, "plain"],
  waiting: [IconPencil, "plain"],
  saving: [IconLoader2, "plain"],
  saved: [IconCloudCheck, "good"],
  held: [IconAlertTriangle, "warn"],
  refused: [IconAlertTriangle, "warn"],
  offline: [IconCloudOff, "warn"],
  failed: [IconCloudOff, "warn"],
  signedOut: [IconAlertTriangle, "warn"],
  stale: [IconAlertTriangle, "warn"],
} as const;

interface SaveLineProps {
  state: SaveState;
  savedAt: string | null;
  /** Send what could not be saved without a session. */
  onSignedIn: () => void;
}

/** Where the text is: with the server since when, or still only in this tab, and what to do. */
export function SaveLine({ state, savedAt, onSignedIn }: SaveLineProps) {
  const { t, i18n } = useTranslation(["offer", "common"]);
  const [asking, setAsking] = useState(false);
  const [Icon, tone] = LOOK[state];
  const time = savedAt
    ? new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" }).format(
        new Date(savedAt),
      )
    : null;
  const words =
    state === "clean" || state === "saved"
      ? time
        ? t("save.savedAt", { time })
        : t("save.notYet")
      : t(`save.${state}`);
  return (
    <p
      className={styles.saveLine}
      data-tone={tone}
      title={savedAt ? formatInstant(savedAt, i18n.language) : undefined}
    >
      <Icon size={16} aria-hidden="true" />
      {/* Only what needs attention is read aloud; a time that ticks on every pause would nag. */}
      <span role={tone === "warn" ? "alert" : undefined}>{words}</span>
      {state === "signedOut" ? (
        <button type="button" className={styles.signIn} onClick={() => setAsking(true)}>
          {t("common:account.signIn")}
        </button>
      ) : null}
      {asking ? (
        <SignInAgain
          onDone={() => {
            setAsking(false);
            onSignedIn();
          }}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </p>
  );
}
