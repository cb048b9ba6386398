import { IconAlertCircle, IconCircleCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import styles from "./Trouble.module.css";

/** What stands in the way of a form and belongs to none of its fields. */
export function Trouble({ words }: { words: ReactNode }) {
  if (!words) return null;
  return (
    <p className={styles.trouble} role="alert" tabIndex={-1} data-trouble>
      <IconAlertCircle size={16} aria-hidden="true" />
      <span>{words}</span>
    </p>
  );
}

/** What was done, said once and left standing; the place exists before, so that it is read out. */
export function Done({ words }: { words: ReactNode }) {
  return (
    <p className={styles.done} role="status" data-shown={Boolean(words)}>
      {words ? (
        <>
          <IconCircleCheck size={16} aria-hidden="true" />
          <span>{words}</span>
        </>
      ) : null}
    </p>
  );
}
