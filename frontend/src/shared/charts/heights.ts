/** How high a chart of so many rows is, known before the chart itself is fetched. */
export const ROW = 40;
/** Of a chart within a card, with its names always beside the bars. */
export const DENSE_ROW = 28;
export const COLUMNS_HEIGHT = 168;
export const ROUNDS_HEIGHT = 196;

export function barsHeight(rows: number, dense = false): number {
  return rows * (dense ? DENSE_ROW : ROW);
}
