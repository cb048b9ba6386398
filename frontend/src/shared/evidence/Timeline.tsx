import { IconRosetteDiscountCheck } from "@tabler/icons-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { EntryLineFragment } from "@/shared/graphql/generated/graphql";
import { formatInstant, formatTimeOfDay, formatWeekday } from "@/shared/lib/dates";
import { isProven } from "./proven";
import { useSentences } from "./sentences";
import styles from "./Timeline.module.css";

const ProofDrawer = lazy(() =>
  import("./ProofDrawer").then((file) => ({ default: file.ProofDrawer })),
);

interface TimelineProps {
  entries: readonly EntryLineFragment[];
  /** The day with which the part above ended, whose heading stands there already. */
  carried?: string | null;
  /** The title of what a record is about, where the reader has it. */
  about?: (entry: EntryLineFragment) => string | null;
  /** What may be done from a record besides opening its proof. */
  ways?: (entry: EntryLineFragment) => ReactNode;
}

/** Group records by the reader's calendar day, in the order in which they come. */
export function daysOf(entries: readonly EntryLineFragment[], language: string) {
  const days: { day: string; entries: EntryLineFragment[] }[] = [];
  for (const entry of entries) {
    const day = formatWeekday(entry.recordedAt, language);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}

/** Records as plain sentences under their days, each with its proof. */
export function Timeline({ entries, carried = null, about, ways }: TimelineProps) {
  const { i18n } = useTranslation();
  return (
    <div className={styles.timeline}>
      {daysOf(entries, i18n.language).map((each, at) => (
        <section key={each.day}>
          {at === 0 && each.day === carried ? null : <h2 className={styles.day}>{each.day}</h2>}
          <ol className={styles.entries}>
            {each.entries.map((entry) => (
              <Line
                key={entry.id}
                entry={entry}
                title={about?.(entry) ?? null}
                ways={ways?.(entry)}
              />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

interface LineProps {
  entry: EntryLineFragment;
  title: string | null;
  ways: ReactNode;
}

function Line({ entry, title, ways }: LineProps) {
  const { t, i18n } = useTranslation("evidence");
  const sentence = useSentences()(entry);
  const [open, setOpen] = useState(false);
  return (
    <li className={styles.line}>
      <Link to={`/records/${entry.id}`} className={styles.time}>
        <time dateTime={entry.recordedAt} title={formatInstant(entry.recordedAt, i18n.language)}>
          {formatTimeOfDay(entry.recordedAt)}
        </time>
        <span className="sb-hidden">: {sentence}</span>
      </Link>
      <div className={styles.words}>
        <p>{sentence}</p>
        {title ? <p className={styles.title}>{title}</p> : null}
      </div>
      <div className={styles.ways}>
        {ways}
        {isProven(entry.kind) ? (
          <button
            type="button"
            className={styles.proof}
            aria-haspopup="dialog"
            onClick={() => setOpen(true)}
          >
            <IconRosetteDiscountCheck size={16} aria-hidden="true" />
            {t("drawer.title")}
            <span className="sb-hidden">: {sentence}</span>
          </button>
        ) : null}
      </div>
      {open ? (
        <Suspense fallback={null}>
          <ProofDrawer entryId={entry.id} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </li>
  );
}
