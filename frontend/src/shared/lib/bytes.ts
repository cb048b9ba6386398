const UNITS = ["kB", "MB", "GB"] as const;

/** Say a size as people read it: 1 kB at least, one figure behind the point from 1 MB on. */
export function formatBytes(bytes: number, language: string): string {
  const at = bytes >= 1024 ** 3 ? 2 : bytes >= 1024 ** 2 ? 1 : 0;
  const value = bytes / 1024 ** (at + 1);
  const figures = new Intl.NumberFormat(language, {
    maximumFractionDigits: at === 0 ? 0 : 1,
  }).format(at === 0 && bytes > 0 ? Math.max(1, value) : value);
  return `${figures} ${UNITS[at]}`;
}
