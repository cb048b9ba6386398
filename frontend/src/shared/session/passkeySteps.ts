/** The steps of an account in which a passkey answers the account service. */
import { type AccountAnswer, askAccount, type FieldTrouble } from "./allauth";
import { askPasskey, makePasskey, type PasskeyCredential, PasskeyError } from "./passkey";

/** Whether an account has passkeys, as its list of ways to prove oneself tells. */
export function hasPasskey(data: unknown): boolean {
  return Array.isArray(data) && (data as { type?: string }[]).some(isPasskey);
}

/** Whether an account has an authenticator app, whose codes it may be asked for. */
export function hasCodes(data: unknown): boolean {
  return Array.isArray(data) && (data as { type?: string }[]).some(({ type }) => type === "totp");
}

export function isPasskey({ type }: { type?: string }): boolean {
  return type === "webauthn";
}

function failed(answer: AccountAnswer, trouble: FieldTrouble): AccountAnswer {
  return { ...answer, ok: false, status: 0, troubles: [trouble], data: null };
}

function optionsIn(answer: AccountAnswer, name: string): unknown {
  const options = (answer.data as Record<string, { publicKey?: unknown }> | null)?.[name];
  return options?.publicKey ?? null;
}

async function step(
  path: string,
  query: string,
  name: string,
  ask: (options: unknown) => Promise<PasskeyCredential>,
  more: object = {},
): Promise<AccountAnswer> {
  const begun = await askAccount("GET", `${path}${query}`);
  const options = begun.ok ? optionsIn(begun, name) : null;
  if (!options) return begun;
  try {
    return await askAccount("POST", path, { ...more, credential: await ask(options) });
  } catch (error) {
    if (!(error instanceof PasskeyError)) throw error;
    return failed(begun, { field: null, code: `passkey_${error.reason}` });
  }
}

/** Answer with a passkey: alone instead of a password, after it, or once more. */
export function answerByPasskey(
  which: "login" | "authenticate" | "reauthenticate",
): Promise<AccountAnswer> {
  return step(`auth/webauthn/${which}`, "", "request_options", askPasskey);
}

/** Add a passkey to the account, under a name by which its owner knows it. */
export function addPasskey(name: string): Promise<AccountAnswer> {
  const path = "account/authenticators/webauthn";
  return step(path, "?passwordless", "creation_options", makePasskey, { name });
}
