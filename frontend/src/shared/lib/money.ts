/** Money arrives as whole minor units in a string, because numbers lose digits above 2^53. */

function digitsOf(currency: string): number {
  return (
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions()
      .maximumFractionDigits ?? 2
  );
}

/** Format minor units; won in Korean is also said in words of scale (2억 4,800만 원). */
export function formatMoney(minor: string, currency: string, language: string): string {
  if (!/^-?\d{1,30}$/.test(minor)) return `${minor} ${currency}`;
  const korean = language.startsWith("ko");
  const amount = BigInt(minor);
  if (korean && currency === "KRW") return inKoreanScale(amount);
  const digits = digitsOf(currency);
  const unit = 10n ** BigInt(digits);
  const negative = amount < 0n;
  const absolute = negative ? -amount : amount;
  const whole = absolute / unit;
  const fraction = (absolute % unit).toString().padStart(digits, "0");
  const grouped = new Intl.NumberFormat(korean ? "ko-KR" : "en").format(whole);
  const text = digits > 0 && !/^0*$/.test(fraction) ? `${grouped}.${fraction}` : grouped;
  return `${currency} ${negative ? "-" : ""}${text}`;
}

const SCALES: readonly [bigint, string][] = [
  [1_0000_0000_0000n, "조"],
  [1_0000_0000n, "억"],
  [1_0000n, "만"],
  [1n, ""],
];

function inKoreanScale(amount: bigint): string {
  if (amount === 0n) return "0원";
  let rest = amount < 0n ? -amount : amount;
  const parts: string[] = [];
  for (const [size, name] of SCALES) {
    const count = rest / size;
    rest %= size;
    if (count > 0n) parts.push(`${new Intl.NumberFormat("ko-KR").format(count)}${name}`);
  }
  return `${amount < 0n ? "-" : ""}${parts.join(" ")} 원`;
}
