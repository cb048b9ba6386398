import { Button } from "@mantine/core";
import { IconArrowDown } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatWeekday } from "@/shared/lib/dates";
import { Bar, Loading } from "@/shared/ui/states";
import { EventRow } from "./EventRow";
import { byDay, firstUnread, stillOnTheWay } from "./events";
import type { Waiting } from "./outbox";
import styles from "./thread.module.css";
import { useEnd } from "./useEnd";
import type { ThreadState } from "./useThread";
import { WaitingRow } from "./WaitingRow";

interface ThreadProps {
  thread: ThreadState;
  deal: string;
  /** Up to which number the reader had read when the page opened. */
  readNumber: number;
  waiting: readonly Waiting[];
  onRetry: (requestId: string) => void;
  onTakeBack: (waiting: Waiting) => void;
}

/** What was said and done, day by day, the newest last; what is on its way stands below it. */
export function Thread(props: ThreadProps) {
  const { thread, deal } = props;
  const { t, i18n } = useTranslation("room");
  const [readNumber] = useState(props.readNumber);
  const { events } = thread;
  const unread = firstUnread(events, readNumber);
  const last = events.at(-1)?.number ?? 0;
  const since = useRef(new Map<string, number>());
  for (const { requestId } of props.waiting)
    if (!since.current.has(requestId)) since.current.set(requestId, last);
  const waiting = stillOnTheWay(props.waiting, events, since.current);
  const place = useRef<HTMLElement>(null);
  const { below, toEnd } = useEnd(place, {
    ready: thread.ready,
    first: events[0]?.number ?? 0,
    end: `${last} ${waitingKey(waiting)}`,
  });
  if (!thread.ready) return <Outline />;
  return (
    <div className={styles.frame}>
      <section
        ref={place}
        className={styles.scroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys have to reach it
        tabIndex={0}
        aria-label={t("thread")}
      >
        {thread.hasOlder ? (
          <Button variant="default" loading={thread.loading} onClick={thread.older}>
            {t("older")}
          </Button>
        ) : null}
        <div role="log" aria-live="polite" aria-label={t("messages")}>
          {byDay(events).map(({ day, events: ofDay }) => (
            <section key={day} className={styles.day} aria-labelledby={`day-${day}`}>
              <h3 id={`day-${day}`}>{formatWeekday(ofDay[0]?.at ?? day, i18n.language)}</h3>
              <ol>
                {ofDay.map((event) => (
                  <EventLine key={event.number} isFirstUnread={event.number === unread}>
                    <EventRow event={event} deal={deal} />
                  </EventLine>
                ))}
              </ol>
            </section>
          ))}
          {waiting.length > 0 ? (
            <ol className={styles.waiting}>
              {waiting.map((each) => (
                <WaitingRow
                  key={each.requestId}
                  waiting={each}
                  onRetry={() => props.onRetry(each.requestId)}
                  onTakeBack={() => props.onTakeBack(each)}
                />
              ))}
            </ol>
          ) : null}
        </div>
      </section>
      {below ? (
        <Button
          className={styles.jump ?? ""}
          variant="default"
          size="compact-sm"
          leftSection={<IconArrowDown size={16} aria-hidden="true" />}
          onClick={toEnd}
        >
          {t("newest")}
        </Button>
      ) : null}
    </div>
  );
}

function EventLine({
  isFirstUnread,
  children,
}: {
  isFirstUnread: boolean;
  children: React.ReactNode;
}) {
  const { t } = useTranslation("room");
  return (
    <>
      {isFirstUnread ? <li className={styles.unread}>{t("unread")}</li> : null}
      {children}
    </>
  );
}

function Outline() {
  return (
    <Loading>
      <div className={styles.outline}>
        <Bar width="40%" />
        <Bar width="80%" height={48} />
        <Bar width="70%" height={48} />
      </div>
    </Loading>
  );
}

/** What is on its way, as far as it changes how high the thread is. */
function waitingKey(waiting: readonly Waiting[]): string {
  return waiting.map(({ requestId, failed }) => `${requestId}${failed ?? ""}`).join();
}
