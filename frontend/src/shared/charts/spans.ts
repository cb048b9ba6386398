import { shortDay, shortMonth } from "@/shared/lib/dates";

/** Neighbouring spans of time in the reader's calendar. */
export interface Span {
  from: string;
  until: string;
  /** Its first day. */
  day: string;
  /** Said below its column. */
  short: string;
}

function spanOf(from: Date, until: Date, short: string): Span {
  const month = String(from.getMonth() + 1).padStart(2, "0");
  const date = String(from.getDate()).padStart(2, "0");
  return {
    from: from.toISOString(),
    until: until.toISOString(),
    day: `${from.getFullYear()}-${month}-${date}`,
    short,
  };
}

/** The last twelve months, the last twelve times seven days, or the days of a named month. */
export function spansOf(now: Date, what: string, language: string): Span[] {
  const [year, month, date] = [now.getFullYear(), now.getMonth(), now.getDate()];
  const twelve = Array.from({ length: 12 }, (_, at) => 11 - at);
  if (what === "month")
    return twelve.map((back) => {
      const from = new Date(year, month - back, 1);
      return spanOf(from, new Date(year, month - back + 1, 1), shortMonth(from, language));
    });
  if (what === "week")
    return twelve.map((back) => {
      const from = new Date(year, month, date - back * 7 - 6);
      const until = new Date(year, month, date - back * 7 + 1);
      return spanOf(from, until, shortDay(from, language));
    });
  const [named = year, number = 1] = what.split("-").map(Number);
  const days = new Date(named, number, 0).getDate();
  return Array.from({ length: days }, (_, at) =>
    spanOf(new Date(named, number - 1, at + 1), new Date(named, number - 1, at + 2), `${at + 1}`),
  );
}
