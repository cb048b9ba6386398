/** What protects an account besides the password, as the account service tells it. */

export interface Authenticators {
  /** Since when the authenticator app is asked for, in seconds; null without one. */
  totpSince: number | null;
  unusedCodes: number | null;
  totalCodes: number | null;
}

interface Raw {
  type?: string;
  created_at?: number;
  total_code_count?: number;
  unused_code_count?: number;
}

export function authenticatorsOf(data: unknown): Authenticators {
  const list = Array.isArray(data) ? (data as Raw[]) : [];
  const totp = list.find((each) => each.type === "totp");
  const codes = list.find((each) => each.type === "recovery_codes");
  return {
    totpSince: totp?.created_at ?? null,
    unusedCodes: codes?.unused_code_count ?? null,
    totalCodes: codes?.total_code_count ?? null,
  };
}

export function unusedCodesOf(data: unknown): string[] {
  if (typeof data !== "object" || data === null) return [];
  const { unused_codes: codes } = data as { unused_codes?: unknown };
  return Array.isArray(codes) ? codes.map(String) : [];
}

/** An instant that the service counts in seconds, as our dates are written. */
export function instantOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
