/** What protects an account besides the password, as the account service tells it. */
import { isPasskey } from "@/shared/session/passkeySteps";

export interface Passkey {
  id: number;
  name: string;
  since: number;
  used: number | null;
}

export interface Authenticators {
  passkeys: readonly Passkey[];
  /** Since when the authenticator app is asked for, in seconds; null without one. */
  totpSince: number | null;
  unusedCodes: number | null;
  totalCodes: number | null;
}

interface Raw {
  type?: string;
  id?: number;
  name?: string;
  last_used_at?: number | null;
  created_at?: number;
  total_code_count?: number;
  unused_code_count?: number;
}

export function authenticatorsOf(data: unknown): Authenticators {
  const list = Array.isArray(data) ? (data as Raw[]) : [];
  const totp = list.find((each) => each.type === "totp");
  const codes = list.find((each) => each.type === "recovery_codes");
  return {
    passkeys: list.filter(isPasskey).map((each) => ({
      id: each.id ?? 0,
      name: each.name ?? "",
      since: each.created_at ?? 0,
      used: each.last_used_at ?? null,
    })),
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
