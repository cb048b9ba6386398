/**
 * Proof files and signed checkpoints, parsed strictly.
 *
 * Source: c2sp.org/tlog-proof@v1, c2sp.org/tlog-checkpoint, c2sp.org/signed-note.
 */
import { hashes as curveHashes, verify } from "@noble/ed25519";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { concat, fromBase64, fromHex, sameBytes, utf8 } from "./bytes";

// The synchronous path of the curve, because WebCrypto is missing on plain-http hosts.
curveHashes.sha512 = sha512;

const HEADER = "c2sp.org/tlog-proof@v1";
const MAX_HASHES = 63;
const ED25519 = 1;

export interface Checkpoint {
  origin: string;
  size: bigint;
  root: Uint8Array;
  /** The signed text, its last line feed included. */
  text: string;
  signatures: { name: string; keyId: Uint8Array; signature: Uint8Array }[];
}

export interface Proof {
  index: bigint;
  hashes: Uint8Array[];
  checkpoint: Checkpoint;
}

export interface LogKey {
  name: string;
  keyId: Uint8Array;
  key: Uint8Array;
}

function decimal(text: string): bigint | null {
  return /^(?:0|[1-9]\d{0,18})$/.test(text) ? BigInt(text) : null;
}

/** Read a proof file; nothing when one line is not as the form says. */
export function parseProof(file: string): Proof | null {
  const text = file.replaceAll("\r\n", "\n");
  const cut = text.indexOf("\n\n");
  if (cut < 0) return null;
  const lines = text.slice(0, cut).split("\n");
  if (lines.shift() !== HEADER) return null;
  if (lines[0]?.startsWith("extra ")) lines.shift();
  const index = decimal(/^index (\S+)$/.exec(lines.shift() ?? "")?.[1] ?? "");
  if (index === null || lines.length > MAX_HASHES) return null;
  const hashes: Uint8Array[] = [];
  for (const line of lines) {
    const hash = fromBase64(line);
    if (hash?.length !== 32) return null;
    hashes.push(hash);
  }
  const checkpoint = parseCheckpoint(text.slice(cut + 2));
  return checkpoint && index < checkpoint.size ? { index, hashes, checkpoint } : null;
}

/** Read a signed checkpoint; nothing when it is not one. */
export function parseCheckpoint(note: string): Checkpoint | null {
  const cut = note.lastIndexOf("\n\n");
  if (cut < 0) return null;
  const text = note.slice(0, cut + 1);
  const [origin, sizeText, rootText] = text.split("\n");
  const size = decimal(sizeText ?? "");
  const root = fromBase64(rootText ?? "");
  if (!origin || size === null || root?.length !== 32) return null;
  const signatures: Checkpoint["signatures"] = [];
  for (const line of note.slice(cut + 2).split("\n")) {
    if (line === "") continue;
    const [, name, blobText] = /^\u2014 (\S+) (\S+)$/.exec(line) ?? [];
    const blob = fromBase64(blobText ?? "");
    if (!name || !blob || blob.length < 5) return null;
    signatures.push({ name, keyId: blob.slice(0, 4), signature: blob.slice(4) });
  }
  return signatures.length > 0 ? { origin, size, root, text, signatures } : null;
}

/** Read a key of the form name+hash+key and check that its hash is its own. */
export function parseLogKey(line: string): LogKey | null {
  const [, name, idText, keyText] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(line.trim()) ?? [];
  const keyId = fromHex(idText ?? "");
  const typed = fromBase64(keyText ?? "");
  if (!name || !keyId || typed?.length !== 33 || typed[0] !== ED25519) return null;
  const own = sha256(concat(utf8(`${name}\n`), typed)).slice(0, 4);
  return sameBytes(own, keyId) ? { name, keyId, key: typed.slice(1) } : null;
}

/** Tell whether the key signed the checkpoint, and the checkpoint is of the key's log. */
export function signedBy(checkpoint: Checkpoint, key: LogKey): boolean {
  if (checkpoint.origin !== key.name) return false;
  return checkpoint.signatures.some((each) => {
    if (each.name !== key.name || !sameBytes(each.keyId, key.keyId)) return false;
    if (each.signature.length !== 64) return false;
    try {
      return verify(each.signature, utf8(checkpoint.text), key.key);
    } catch {
      return false;
    }
  });
}
