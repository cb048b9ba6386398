import { IconCircleCheck } from "@tabler/icons-react";
import styles from "./Outcome.module.css";
import { useFocusAfter } from "./useFocusAfter";

/** What was done, in one line that also takes the focus; nothing until something was. */
export function Outcome({ words }: { words: string | null }) {
  const place = useFocusAfter<HTMLParagraphElement>(words);
  return (
    <p
      ref={place}
      className={styles.outcome}
      role="status"
      tabIndex={-1}
      data-shown={words !== null}
    >
      {words === null ? null : (
        <>
          <IconCircleCheck size={18} aria-hidden="true" />
          <span>{words}</span>
        </>
      )}
    </p>
  );
}
