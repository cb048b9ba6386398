/**
 * The tree of the log, computed here.
 *
 * Source: RFC 6962 2.1 (hashes), RFC 9162 2.1.3.2 (inclusion).
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { concat } from "./bytes";

export function leafHash(leaf: Uint8Array): Uint8Array {
  return sha256(concat(Uint8Array.of(0), leaf));
}

function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(concat(Uint8Array.of(1), left, right));
}

export interface PathStep {
  /** On which side of the running value the neighbour stands. */
  neighbour: "left" | "right";
}

/** Tell on which side each neighbour joins, or nothing when the count of hashes cannot be right. */
export function pathSides(index: bigint, size: bigint, hashes: number): PathStep[] | null {
  if (index < 0n || index >= size) return null;
  let at = index;
  let last = size - 1n;
  const steps: PathStep[] = [];
  for (let used = 0; used < hashes; used += 1) {
    if (last === 0n) return null;
    if (at % 2n === 1n || at === last) {
      steps.push({ neighbour: "left" });
      while (at % 2n === 0n && at !== 0n) {
        at /= 2n;
        last /= 2n;
      }
    } else {
      steps.push({ neighbour: "right" });
    }
    at /= 2n;
    last /= 2n;
  }
  return last === 0n ? steps : null;
}

/** Walk from a leaf's hash to the root that the path leads to, or nothing for a wrong length. */
export function rootFromPath(
  leaf: Uint8Array,
  index: bigint,
  size: bigint,
  hashes: readonly Uint8Array[],
): Uint8Array | null {
  const steps = pathSides(index, size, hashes.length);
  if (!steps) return null;
  return steps.reduce<Uint8Array>((value, step, at) => {
    const neighbour = hashes[at] ?? new Uint8Array();
    return step.neighbour === "left" ? nodeHash(neighbour, value) : nodeHash(value, neighbour);
  }, leaf);
}
