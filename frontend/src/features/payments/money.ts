import { formatMoney } from "@/shared/lib/money";

function digitsOf(currency: string): number {
  const parts = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
  return parts.maximumFractionDigits ?? 2;
}

/** Say an amount in figures alone, for tables and for what somebody types off. */
export function figuresOf(minor: string, currency: string, language: string): string {
  if (currency !== "KRW" || !language.startsWith("ko") || !/^-?\d{1,30}$/.test(minor)) {
    return formatMoney(minor, currency, language);
  }
  return `${new Intl.NumberFormat("ko-KR").format(BigInt(minor))}원`;
}

/** Read an amount as people copy it from a statement into minor units; null where it is none. */
export function minorOf(text: string, currency: string): string | null {
  const digits = digitsOf(currency);
  const plain = text
    .normalize("NFKC")
    .replace(/[\s,'’_]/g, "")
    .replace(new RegExp(`^(${currency}|[₩$€¥£])`, "i"), "")
    .replace(new RegExp(`(${currency}|원)$`, "i"), "");
  const match = /^(\d{1,18})(?:\.(\d+))?$/.exec(plain);
  if (!match) return null;
  const fraction = (match[2] ?? "").replace(/0+$/, "");
  if (fraction.length > digits) return null;
  return BigInt(`${match[1]}${fraction.padEnd(digits, "0")}`).toString();
}

/** What part of a whole an amount is, in hundredths of a percent; exact above 2^53 too. */
export function shareOf(minor: string, whole: string): number {
  const all = BigInt(whole);
  return all === 0n ? 0 : Number((BigInt(minor) * 10_000n) / all) / 100;
}

/** Write an amount as a spreadsheet counts with it. */
export function plainOf(minor: string, currency: string): string {
  const digits = digitsOf(currency);
  if (digits === 0) return minor;
  const padded = minor.replace("-", "").padStart(digits + 1, "0");
  const sign = minor.startsWith("-") ? "-" : "";
  return `${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}
