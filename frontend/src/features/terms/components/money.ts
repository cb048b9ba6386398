import { formatMoney } from "@/shared/lib/money";

/** Say by how much an amount grew or shrank, or nothing where the currencies differ. */
export function moneyStep(
  now: { minor: string; currency: string },
  before: { minor: string; currency: string },
  language: string,
): { up: boolean; amount: string } | null {
  if (now.currency !== before.currency) return null;
  const step = BigInt(now.minor) - BigInt(before.minor);
  if (step === 0n) return null;
  const size = String(step < 0n ? -step : step);
  return { up: step > 0n, amount: formatMoney(size, now.currency, language) };
}

/** The amount in figures, where the page says it in words of scale. */
export function figures(minor: string, currency: string, language: string): string | null {
  if (!language.startsWith("ko") || currency !== "KRW") return null;
  return formatMoney(minor, currency, "en");
}

/** A share of a whole, in whole per cent. */
export function shareOf(part: bigint, whole: bigint): number {
  return whole === 0n ? 0 : Number((part * 1000n) / whole) / 10;
}
