/** The calendar day of an instant where the reader is, as a key that sorts. */
export function dayKey(instant: string): string {
  const date = new Date(instant);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export interface DayGroup<Item> {
  day: string;
  items: Item[];
}

/** Gather things under their days, the latest day first; within a day their order stays. */
export function byDay<Item extends { createdAt: string }>(
  items: readonly Item[],
): DayGroup<Item>[] {
  const groups = new Map<string, DayGroup<Item>>();
  for (const item of items) {
    const day = dayKey(item.createdAt);
    const known = groups.get(day);
    if (known) known.items.push(item);
    else groups.set(day, { day, items: [item] });
  }
  return [...groups.values()].sort((one, other) => other.day.localeCompare(one.day));
}
