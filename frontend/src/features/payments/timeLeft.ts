const MINUTE_MS = 60_000;

/** What is left until an instant, rounded up to the minute; nothing once it is over. */
export function leftOf(until: string, now: number): { hours: number; minutes: number } | null {
  const left = Math.ceil((new Date(until).getTime() - now) / MINUTE_MS);
  if (Number.isNaN(left) || left <= 0) return null;
  return { hours: Math.floor(left / 60), minutes: left % 60 };
}
