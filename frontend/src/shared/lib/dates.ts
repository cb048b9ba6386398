/** Dates as people read them: absolute, by the page's language, with the zone where it is legal. */

function locale(language: string): string {
  return language.startsWith("ko") ? "ko-KR" : "en-GB";
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one takes the browser milliseconds, and a list asks for the same one in every row. */
function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const found = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, found);
  return found;
}

function parsed(value: string): Date | null {
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? null : date;
}

// Spelled out: the browser's own formats take a slow phone 140 ms to load, and the market needs one.
const MONTHS: readonly string[] = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** Format a month such as "2026-11"; text that is none is returned as it came. */
export function formatMonth(value: string, language: string): string {
  const match = /^(\d{4})-(\d{2})$/.exec(value);
  if (!match) return value;
  const [, year, month] = match;
  return language.startsWith("ko")
    ? `${year}년 ${Number(month)}월`
    : `${MONTHS[Number(month) - 1] ?? month} ${year}`;
}

/** Format a calendar day such as "2026-12-31"; a day has no time zone. */
export function formatDay(value: string, language: string): string {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(value) ? parsed(`${value}T00:00:00Z`) : null;
  if (!date) return value;
  return dateFormat(locale(language), {
    year: "numeric",
    month: "long",
    day: "numeric",
    timeZone: "UTC",
  }).format(date);
}

/** Format an instant to the second, with its zone: records are legal facts. */
export function formatInstant(value: string, language: string, timeZone?: string): string {
  const date = parsed(value);
  if (!date) return value;
  const zone = timeZone ? { timeZone } : {};
  const korean = language.startsWith("ko");
  const day = dateFormat(locale(language), {
    year: "numeric",
    month: korean ? "long" : "short",
    day: "numeric",
    ...zone,
  }).format(date);
  // Figures with colons in both languages; Korean would otherwise spell out 10시 0분 0초.
  const time = dateFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
    ...zone,
  }).format(date);
  return `${day} ${time}`;
}

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

/** Say how long ago (or ahead) an instant is; meant for tooltips beside the absolute time. */
export function formatRelative(value: string, language: string, now: Date): string {
  const date = parsed(value);
  if (!date) return value;
  const seconds = Math.round((date.getTime() - now.getTime()) / 1000);
  const [unit, size] = STEPS.find(([, each]) => Math.abs(seconds) >= each) ?? ["second", 1];
  return new Intl.RelativeTimeFormat(locale(language), { numeric: "auto" }).format(
    Math.trunc(seconds / size),
    unit,
  );
}

/** Format an instant to the minute, for deadlines: "29 November, 18:00". */
export function formatMoment(value: string, language: string): string {
  const date = parsed(value);
  if (!date) return value;
  const day = dateFormat(locale(language), { month: "long", day: "numeric" });
  return `${day.format(date)} ${formatTimeOfDay(value)}`;
}

/** Format the hour and minute of an instant. */
export function formatTimeOfDay(value: string): string {
  const date = parsed(value);
  if (!date) return value;
  return dateFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(date);
}

/** Format the calendar day on which an instant falls for the reader. */
export function formatDate(value: string, language: string): string {
  const date = parsed(value);
  if (!date) return value;
  return dateFormat(locale(language), {
    year: "numeric",
    month: "long",
    day: "numeric",
  }).format(date);
}

/** Format the same with the day of the week, as the heading of a day. */
export function formatWeekday(value: string, language: string): string {
  const date = parsed(value);
  if (!date) return value;
  return dateFormat(locale(language), {
    year: "numeric",
    month: "long",
    day: "numeric",
    weekday: "long",
  }).format(date);
}

/** Name a month in as few letters as its language has, for a scale. */
export function shortMonth(date: Date, language: string): string {
  return dateFormat(locale(language), { month: "short" }).format(date);
}

/** Name a day without its year, for a scale; figures alone would be read as another day abroad. */
export function shortDay(date: Date, language: string): string {
  if (language.startsWith("ko")) return `${date.getMonth() + 1}/${date.getDate()}`;
  return dateFormat(locale(language), { day: "numeric", month: "short" }).format(date);
}
