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

/** Gather what comes in order of time under its days; the order stays. */
export function byDay<Item extends { createdAt: string }>(
  items: readonly Item[],
): DayGroup<Item>[] {
  const groups: DayGroup<Item>[] = [];
  for (const item of items) {
    const day = dayKey(item.createdAt);
    const last = groups.at(-1);
    if (last?.day === day) last.items.push(item);
    else groups.push({ day, items: [item] });
  }
  return groups;
}
