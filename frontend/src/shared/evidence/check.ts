/** Five checks, one after the other, each of which can fail and says so. */
import { sha256 } from "@noble/hashes/sha2.js";
import { concat, fromBase64, fromHex, sameBytes, toHex, utf8 } from "./bytes";
import { leafHash, rootFromPath } from "./merkle";
import { type LogKey, type Proof, parseLogKey, parseProof, signedBy } from "./proof";

export interface Given {
  proof: string;
  key: string;
  leaf: string;
  body: string;
  salt: string;
}

export type StepName = "format" | "signature" | "body" | "leaf" | "inclusion";
export type StepState = "passed" | "failed" | "skipped";

export interface StepValues {
  index?: string;
  hashes?: string;
  origin?: string;
  key?: string;
  size?: string;
  commitment?: string;
}

export interface Step {
  name: StepName;
  state: StepState;
  /** Which of the failures it was, where one step has two. */
  cause?: "badKey" | "badSalt";
  values: StepValues;
}

export interface Outcome {
  steps: Step[];
  index: string | null;
}

/** Make the bytes that enter the log for a fingerprint; the form is fixed for ever. */
export function leafText(commitment: string): string {
  return `{"v":1,"c":"${commitment}"}`;
}

function step(name: StepName, state: StepState, values: StepValues = {}): Step {
  return { name, state, values };
}

function saltBytes(text: string): Uint8Array | null {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  return fromHex(trimmed) ?? fromBase64(trimmed.replaceAll("-", "+").replaceAll("_", "/"));
}

function checkSignature(proof: Proof | null, keyLine: string): Step {
  if (!proof) return step("signature", "skipped");
  const key: LogKey | null = parseLogKey(keyLine);
  if (!key) return { ...step("signature", "failed"), cause: "badKey" };
  if (!signedBy(proof.checkpoint, key)) return step("signature", "failed");
  const size = proof.checkpoint.size.toString();
  return step("signature", "passed", { key: `${key.name}+${toHex(key.keyId)}`, size });
}

/** Compute the fingerprint from content and salt; the caller compares it with the leaf. */
function checkBody(given: Given, commitment: string | null): [Step, string | null] {
  if (given.body === "" && given.salt.trim() === "") return [step("body", "skipped"), null];
  const salt = saltBytes(given.salt);
  if (!salt) return [{ ...step("body", "failed"), cause: "badSalt" }, null];
  const computed = toHex(sha256(concat(salt, utf8(given.body))));
  if (commitment !== null && commitment !== computed) return [step("body", "failed"), null];
  return [step("body", "passed", { commitment: computed }), computed];
}

function commitmentOf(leaf: string): string | null {
  return /^\{"v":1,"c":"([0-9a-f]{64})"\}$/.exec(leaf)?.[1] ?? null;
}

function checkInclusion(proof: Proof | null, leaf: string | null): Step {
  if (!proof || leaf === null) return step("inclusion", "skipped");
  const { index, hashes, checkpoint } = proof;
  const root = rootFromPath(leafHash(utf8(leaf)), index, checkpoint.size, hashes);
  if (!root || !sameBytes(root, checkpoint.root)) return step("inclusion", "failed");
  return step("inclusion", "passed", { index: index.toString(), hashes: String(hashes.length) });
}

/** Run all checks on what was given; a check that lacks its input is skipped, never passed. */
export function checkRecord(given: Given): Outcome {
  const proof = parseProof(given.proof.trimStart());
  const format = proof
    ? step("format", "passed", {
        index: proof.index.toString(),
        hashes: String(proof.hashes.length),
        origin: proof.checkpoint.origin,
      })
    : step("format", "failed");
  const signature = checkSignature(proof, given.key);

  const written = given.leaf.trim();
  const stated = written === "" ? null : commitmentOf(written);
  const [body, computed] = checkBody(given, stated);

  const commitment = stated ?? computed;
  const leaf = commitment === null ? null : leafText(commitment);
  let leafStep = step("leaf", "skipped");
  if (written !== "" && stated === null) leafStep = step("leaf", "failed");
  else if (commitment !== null) leafStep = step("leaf", "passed", { commitment });

  const inclusion =
    leafStep.state === "failed" ? step("inclusion", "skipped") : checkInclusion(proof, leaf);
  return {
    steps: [format, signature, body, leafStep, inclusion],
    index: proof?.index.toString() ?? null,
  };
}

export interface RecordFile {
  body: string;
  salt: string;
  leaf: string;
  proof: string;
}

/** Read a record file; nothing when it is not one. */
export function parseRecordFile(text: string): RecordFile | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return null;
    const { body, salt, leaf, proof } = value as Record<string, unknown>;
    if (typeof proof !== "string") return null;
    return { body: asText(body), salt: asText(salt), leaf: asText(leaf), proof };
  } catch {
    return null;
  }
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : "";
}
