/** Counts of a technology's weeks on the market. */

interface Week {
  /** Nothing stands for fewer than three. */
  searches?: number | null;
  suggestions?: number | null;
}

/** How often it was shown at least: what is not told in a week is not in the sum. */
export function timesTold(weeks: readonly Week[]): number {
  return weeks.reduce(
    (sum, { searches, suggestions }) => sum + (searches ?? 0) + (suggestions ?? 0),
    0,
  );
}
