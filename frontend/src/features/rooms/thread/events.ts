/** The thread of a room as a list of events without doubles, in days. */
import type { RoomEventPartsFragment } from "@/shared/graphql/generated/graphql";

export type Event = RoomEventPartsFragment;

interface OnTheWay {
  requestId: string;
  text: string;
  visibility: Event["visibility"];
  failed: string | null;
}

/**
 * Leave out what the thread has told already: its news may come before the answer to who sent it.
 *
 * @param since The last number that was known when each was sent, by its request.
 */
export function stillOnTheWay<Sent extends OnTheWay>(
  waiting: readonly Sent[],
  events: readonly Event[],
  since: ReadonlyMap<string, number>,
): Sent[] {
  const own = events.filter(({ kind, isOwn }) => isOwn && kind === "MESSAGE");
  return waiting.filter(
    ({ requestId, text, visibility, failed }) =>
      failed !== null ||
      !own.some(
        (each) =>
          each.number > (since.get(requestId) ?? 0) &&
          each.visibility === visibility &&
          each.text === text.trim(),
      ),
  );
}

/** Lay new events over those that are there; each number stands once, in order. */
export function merged(before: readonly Event[], more: readonly Event[]): Event[] {
  const known = new Map(before.map((each) => [each.number, each]));
  for (const each of more) known.set(each.number, each);
  return [...known.values()].sort((one, other) => one.number - other.number);
}

export interface Day {
  /** The calendar day for the reader, for example `2026-11-22`. */
  day: string;
  events: Event[];
}

function dayOf(at: string): string {
  return new Intl.DateTimeFormat("sv-SE").format(new Date(at));
}

/** Part the events by the day on which they happened. */
export function byDay(events: readonly Event[]): Day[] {
  const days: Day[] = [];
  for (const event of events) {
    const day = dayOf(event.at);
    const last = days.at(-1);
    if (last?.day === day) last.events.push(event);
    else days.push({ day, events: [event] });
  }
  return days;
}

/** Find the first event that the reader has not seen and did not write; null where there is none. */
export function firstUnread(events: readonly Event[], readNumber: number): number | null {
  return events.find((each) => each.number > readNumber && !each.isOwn)?.number ?? null;
}

/** Find whether a number is missing between the first and the last event. */
export function hasGap(events: readonly Event[]): boolean {
  return events.some((each, at) => {
    const before = events[at - 1];
    return before !== undefined && each.number !== before.number + 1;
  });
}
