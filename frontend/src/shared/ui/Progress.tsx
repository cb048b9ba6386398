import { Button } from "@mantine/core";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { formatBytes } from "@/shared/lib/bytes";
import styles from "./Progress.module.css";
import { useTimeLeft } from "./useTimeLeft";

export type ProgressState = "running" | "waiting" | "failed" | "done";

interface ProgressProps {
  /** What is under way, for example the name of a file. */
  label: string;
  done: number;
  /** Nothing while it is not known how much there is. */
  total: number | null;
  unit: "bytes" | "pages" | "steps";
  state?: ProgressState;
  /** Said instead of the figures, for example why it waits. */
  note?: string | undefined;
  onCancel?: (() => void) | undefined;
}

/** Long work: how much is done, how long it still takes, and the way to stop it. */
export function Progress(props: ProgressProps) {
  const { label, done, total, unit, state = "running", note, onCancel } = props;
  const { t, i18n } = useTranslation();
  const seconds = useTimeLeft(done, state === "running" ? total : null);
  const share = total ? Math.min(1, done / total) : 0;
  const count = (value: number) =>
    unit === "bytes" ? formatBytes(value, i18n.language) : value.toLocaleString(i18n.language);
  const figures =
    total === null
      ? t("progress.begun")
      : t(`progress.${unit}`, { done: count(done), total: count(total) });
  return (
    <div className={styles.progress} data-state={state}>
      <div className={styles.head}>
        <span className={styles.label}>{label}</span>
        <span className={styles.share}>{total === null ? "" : `${Math.floor(share * 100)}%`}</span>
      </div>
      <div
        className={styles.track}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={note ?? figures}
        {...(total === null ? {} : { "aria-valuenow": Math.floor(share * 100) })}
        data-unknown={total === null}
      >
        <span style={{ width: `${share * 100}%` }} />
      </div>
      <div className={styles.foot}>
        <p>
          {note ?? figures}
          {!note && seconds !== null ? ` · ${timeWords(t, seconds)}` : ""}
        </p>
        {onCancel && state !== "done" ? (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={onCancel}>
            {t("cancel")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function timeWords(t: TFunction, seconds: number): string {
  if (seconds < 60) return t("progress.secondsLeft", { count: Math.max(1, Math.round(seconds)) });
  return t("progress.minutesLeft", { count: Math.round(seconds / 60) });
}
