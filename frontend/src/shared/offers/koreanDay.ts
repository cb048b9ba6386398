import { formatDay } from "@/shared/lib/dates";

/** Say on which day in Korea an instant was; the instant itself belongs into a tooltip. */
export function koreanDay(instant: string, language: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  const day = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Seoul" }).format(date);
  return formatDay(day, language);
}
