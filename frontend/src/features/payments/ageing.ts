const DAY_MS = 86_400_000;

/** Whole days that something waits; never below nought, whatever the clock says. */
export function daysSince(since: string, now: number): number {
  const days = Math.floor((now - new Date(since).getTime()) / DAY_MS);
  return Number.isNaN(days) ? 0 : Math.max(0, days);
}
