/** Say a size as people read it. */
export function sizeWords(bytes: string | number, language: string): string {
  const value = Number(bytes);
  const [unit, size] =
    value >= 1024 ** 2
      ? ["MB", 1024 ** 2]
      : ([value >= 1024 ? "kB" : "B", value >= 1024 ? 1024 : 1] as const);
  const figures = new Intl.NumberFormat(language, {
    maximumFractionDigits: unit === "MB" ? 1 : 0,
  }).format(value / Number(size));
  return `${figures} ${unit}`;
}
