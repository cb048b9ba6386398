/** A small log for tests, signed with a key of its own; brute force where the product is clever. */
import { getPublicKey, hashes, sign } from "@noble/ed25519";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { concat, toBase64, toHex, utf8 } from "./bytes";
import { leafHash } from "./merkle";

hashes.sha512 = sha512;
const SECRET = Uint8Array.from({ length: 32 }, (_, at) => at);
const ORIGIN = "test.example/log";
const typed = concat(Uint8Array.of(1), getPublicKey(SECRET));
const keyId = sha256(concat(utf8(`${ORIGIN}\n`), typed)).slice(0, 4);

export const KEY_LINE = `${ORIGIN}+${toHex(keyId)}+${toBase64(typed)}`;

function split(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

/** The root of a list of leaf hashes, straight from the definition. */
export function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves;
  if (leaves.length === 1 && only) return only;
  const at = split(leaves.length);
  return sha256(concat(Uint8Array.of(1), rootOf(leaves.slice(0, at)), rootOf(leaves.slice(at))));
}

/** The path of one leaf, straight from the definition. */
export function pathOf(index: number, leaves: readonly Uint8Array[]): Uint8Array[] {
  if (leaves.length === 1) return [];
  const at = split(leaves.length);
  return index < at
    ? [...pathOf(index, leaves.slice(0, at)), rootOf(leaves.slice(at))]
    : [...pathOf(index - at, leaves.slice(at)), rootOf(leaves.slice(0, at))];
}

/** A proof file for one of the leaves. */
export function proofFile(index: number, leaves: readonly string[]): string {
  const hashed = leaves.map((leaf) => leafHash(utf8(leaf)));
  const text = `${ORIGIN}\n${leaves.length}\n${toBase64(rootOf(hashed))}\n`;
  const signature = toBase64(concat(keyId, sign(utf8(text), SECRET)));
  const path = pathOf(index, hashed).map((hash) => `${toBase64(hash)}\n`);
  return `c2sp.org/tlog-proof@v1\nindex ${index}\n${path.join("")}\n${text}\n\u2014 ${ORIGIN} ${signature}\n`;
}
