/** What every chart is made of; drawn and written as a table from the same rows. */

/** Filled like the token of its name; the four ages go from light to dark. */
export type Fill =
  | "age1"
  | "age2"
  | "age3"
  | "age4"
  | "seal"
  | "rest"
  | "blue"
  | "amber"
  | "red"
  | "ink";

export interface Series {
  key: string;
  name: string;
  fill: Fill;
}

export interface ChartRow {
  key: string;
  name: string;
  /** Language of the name, where somebody wrote it. */
  lang?: string | undefined;
  /** One number for each series, in their order. */
  values: readonly number[];
  /** Of a colour of its own, where the rows are what another chart has as its series. */
  fill?: Fill;
  /** Said at the end of the bar, for example its sum. */
  end?: string;
  /** Said in red after that. */
  alarm?: string | undefined;
}

export function sumOf(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0);
}

/** A round number that is no smaller, for the end of an axis that counts. */
export function roundUp(value: number): number {
  if (value <= 5) return Math.max(value, 1);
  const size = 10 ** Math.floor(Math.log10(value));
  const steps = [1, 2, 3, 4, 5, 6, 8, 10];
  return (steps.find((each) => each * size >= value) ?? 10) * size;
}
