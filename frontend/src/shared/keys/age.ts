/** Making keys and opening what was encrypted to them, here in the browser and nowhere else. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { AgeKey } from "./keyFile";

// Only those who open files need it.
const library = () => import("age-encryption");

export type OpeningFault = "wrong_key" | "damaged";

export class OpeningError extends Error {
  readonly fault: OpeningFault;
  constructor(fault: OpeningFault) {
    super(fault);
    this.fault = fault;
  }
}

/** Make a key pair from the browser's own randomness. */
export async function makeKey(): Promise<AgeKey> {
  const { generateX25519Identity, identityToRecipient } = await library();
  const secret = await generateX25519Identity();
  return { secret, recipient: await identityToRecipient(secret) };
}

/** Find the public halves of secret keys. */
export async function recipientsOf(secrets: readonly string[]): Promise<string[]> {
  const { identityToRecipient } = await library();
  return Promise.all(secrets.map((secret) => identityToRecipient(secret)));
}

async function decrypterOf(secrets: readonly string[]) {
  const { Decrypter } = await library();
  const decrypter = new Decrypter();
  for (const secret of secrets) decrypter.addIdentity(secret);
  return decrypter;
}

function faultOf(error: unknown): OpeningError {
  const unknownKey = error instanceof Error && /no identity matched/i.test(error.message);
  return new OpeningError(unknownKey ? "wrong_key" : "damaged");
}

/** Open a short armored text, such as the test that shows that a key works. */
export async function openText(armored: string, secrets: readonly string[]): Promise<string> {
  const { armor } = await library();
  const decrypter = await decrypterOf(secrets);
  try {
    return await decrypter.decrypt(armor.decode(armored), "text");
  } catch (error) {
    throw faultOf(error);
  }
}

export interface Opened {
  blob: Blob;
  /** SHA-256 of the whole, to compare with the one that was recorded when it was sealed. */
  sha256: string;
}

/** Lets the page breathe between pieces of a large file. */
const BREATH_BYTES = 4 * 1024 * 1024;

/** Open the parts of a file one after the other and join what was in them. */
export async function openFile(
  parts: AsyncIterable<Blob>,
  secrets: readonly string[],
  mediaType: string,
  signal: AbortSignal,
): Promise<Opened> {
  const digest = sha256.create();
  const plain: Blob[] = [];
  for await (const part of parts) {
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    let since = 0;
    for await (const piece of plainPieces(part, secrets)) {
      signal.throwIfAborted();
      digest.update(piece);
      pieces.push(piece as Uint8Array<ArrayBuffer>);
      since += piece.byteLength;
      if (since > BREATH_BYTES) {
        since = 0;
        await new Promise((resolve) => setTimeout(resolve));
      }
    }
    plain.push(new Blob(pieces));
  }
  return { blob: new Blob(plain, { type: mediaType }), sha256: bytesToHex(digest.digest()) };
}

async function* plainPieces(part: Blob, secrets: readonly string[]): AsyncGenerator<Uint8Array> {
  const decrypter = await decrypterOf(secrets);
  try {
    const stream = await decrypter.decrypt(part.stream());
    const reader = stream.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (error) {
    throw faultOf(error);
  }
}
