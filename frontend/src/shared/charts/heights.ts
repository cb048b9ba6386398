/** How high a chart of so many rows is, known before the chart itself is fetched. */
export const ROW = 40;
export const COLUMNS_HEIGHT = 168;
export const ROUNDS_HEIGHT = 196;

export function barsHeight(rows: number): number {
  return rows * ROW;
}
