/** Passkeys of this browser: making one, and asking one; what goes in and out is plain JSON. */

export interface PasskeyCredential {
  id: string;
  rawId: string;
  type: string;
  response: Record<string, string>;
  authenticatorAttachment?: string;
  clientExtensionResults?: { credProps?: { rk: boolean } };
}

/** Why there is no answer: the person stopped it, or this browser or address has no passkeys. */
export class PasskeyError extends Error {
  constructor(readonly reason: "stopped" | "known" | "impossible") {
    super(reason);
  }
}

type Options = Record<string, unknown>;

export function passkeysPossible(): boolean {
  return typeof window.PublicKeyCredential === "function" && window.isSecureContext;
}

function bytesOf(text: unknown): ArrayBuffer {
  const base = String(text).replace(/-/g, "+").replace(/_/g, "/");
  const raw = atob(base);
  return Uint8Array.from(raw, (letter) => letter.charCodeAt(0)).buffer;
}

function textOf(bytes: ArrayBuffer): string {
  const raw = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(raw).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function listOf(value: unknown): PublicKeyCredentialDescriptor[] {
  const list = Array.isArray(value) ? (value as Options[]) : [];
  return list.map(({ id }) => ({ type: "public-key", id: bytesOf(id) }));
}

async function asked<Made>(ask: () => Promise<Credential | null>): Promise<Made> {
  if (!passkeysPossible()) throw new PasskeyError("impossible");
  try {
    const made = await ask();
    if (made) return made as unknown as Made;
  } catch (error) {
    const name = error instanceof DOMException ? error.name : "";
    if (name === "InvalidStateError") throw new PasskeyError("known");
    if (name !== "NotAllowedError" && name !== "AbortError") throw new PasskeyError("impossible");
  }
  throw new PasskeyError("stopped");
}

/** Let the person make a passkey at this site. */
export async function makePasskey(given: unknown): Promise<PasskeyCredential> {
  const options = given as Options;
  const user = options.user as Options;
  const made = await asked<PublicKeyCredential>(() =>
    navigator.credentials.create({
      publicKey: {
        ...(options as unknown as PublicKeyCredentialCreationOptions),
        challenge: bytesOf(options.challenge),
        user: { ...(user as unknown as PublicKeyCredentialUserEntity), id: bytesOf(user.id) },
        excludeCredentials: listOf(options.excludeCredentials),
      },
    }),
  );
  const answer = made.response as AuthenticatorAttestationResponse;
  const kept = made.getClientExtensionResults().credProps?.rk;
  return {
    ...outer(made),
    response: {
      clientDataJSON: textOf(answer.clientDataJSON),
      attestationObject: textOf(answer.attestationObject),
    },
    // It was asked for; a browser that says nothing about it has done it.
    clientExtensionResults: { credProps: { rk: kept ?? true } },
  };
}

/** Let the person answer a challenge with a passkey of this site. */
export async function askPasskey(given: unknown): Promise<PasskeyCredential> {
  const options = given as Options;
  const made = await asked<PublicKeyCredential>(() =>
    navigator.credentials.get({
      publicKey: {
        ...(options as unknown as PublicKeyCredentialRequestOptions),
        challenge: bytesOf(options.challenge),
        allowCredentials: listOf(options.allowCredentials),
      },
    }),
  );
  const answer = made.response as AuthenticatorAssertionResponse;
  return {
    ...outer(made),
    response: {
      clientDataJSON: textOf(answer.clientDataJSON),
      authenticatorData: textOf(answer.authenticatorData),
      signature: textOf(answer.signature),
      ...(answer.userHandle ? { userHandle: textOf(answer.userHandle) } : {}),
    },
  };
}

function outer(made: PublicKeyCredential) {
  const attachment = made.authenticatorAttachment;
  return {
    id: made.id,
    rawId: textOf(made.rawId),
    type: made.type,
    ...(attachment ? { authenticatorAttachment: attachment } : {}),
  };
}
