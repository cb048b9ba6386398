/** Amounts as people type them, to and from whole minor units. */
const SCALES: Record<string, bigint> = {
  조: 1_0000_0000_0000n,
  억: 1_0000_0000n,
  천만: 1000_0000n,
  백만: 100_0000n,
  만: 1_0000n,
  천: 1000n,
};
const PART = /(\d[\d,]*)(?:\.(\d+))?\s*(조|억|천만|백만|만|천)?/gu;

function digitsOf(currency: string): number {
  try {
    return (
      new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions()
        .maximumFractionDigits ?? 2
    );
  } catch {
    return 2;
  }
}

/** Read a typed amount such as "3억 5,000만", "1.5억" or "250,000"; null when it is none. */
export function readMoney(typed: string, currency: string): string | null {
  const text = typed.replace(/원|₩|krw|usd|eur|jpy/giu, "").trim();
  if (!/^(\d[\d,]*(\.\d+)?\s*(조|억|천만|백만|만|천)?\s*)+$/u.test(text)) return null;
  const digits = digitsOf(currency);
  const unit = 10n ** BigInt(digits);
  let total = 0n;
  for (const [, whole = "0", fraction = "", scale] of text.matchAll(PART)) {
    const size = (scale ? (SCALES[scale] ?? 1n) : 1n) * unit;
    total += BigInt(whole.replaceAll(",", "")) * size;
    const part = BigInt(fraction || "0") * size;
    const divisor = 10n ** BigInt(fraction.length);
    if (part % divisor !== 0n) return null;
    total += part / divisor;
  }
  return total <= 10n ** 15n ? String(total) : null;
}

/** Write minor units as they would be typed. */
export function typedMoney(minor: string | null | undefined, currency: string): string {
  if (!minor) return "";
  const digits = digitsOf(currency);
  const unit = 10n ** BigInt(digits);
  const amount = BigInt(minor);
  const whole = new Intl.NumberFormat("en").format(amount / unit);
  const fraction = (amount % unit).toString().padStart(digits, "0");
  return digits > 0 && !/^0*$/.test(fraction) ? `${whole}.${fraction}` : whole;
}
