/** What two versions of terms have in common, and where they part. */
import type { VersionPartsFragment } from "@/shared/graphql/generated/graphql";

export type Version = VersionPartsFragment;
export type Milestone = Version["milestones"][number];

export type MilestonePair =
  | { kind: "same" | "changed"; now: Milestone; before: Milestone; moved: boolean }
  | { kind: "added"; now: Milestone; before: null; moved: false }
  | { kind: "removed"; now: null; before: Milestone; moved: false };

const PARTS = ["title", "amountMinor", "dueOn", "delivery", "depositRelease"] as const;

function differ(one: Milestone, other: Milestone): boolean {
  return (
    PARTS.some((part) => one[part] !== other[part]) ||
    one.documents.join() !== other.documents.join()
  );
}

/**
 * Pair the milestones of two versions: those of one name, then the rest in their order.
 *
 * Milestones of different versions have no common id; a name that changed is seen as a change of
 * the milestone at its place.
 */
export function pairMilestones(
  now: readonly Milestone[],
  before: readonly Milestone[],
): MilestonePair[] {
  const partners = new Map<Milestone, Milestone>();
  const free = new Set(before);
  for (const each of now) {
    const found = before.find((other) => free.has(other) && other.title === each.title);
    if (!found) continue;
    partners.set(each, found);
    free.delete(found);
  }
  for (const [at, each] of now.entries()) {
    const found = before[at];
    if (partners.has(each) || !found || !free.has(found)) continue;
    partners.set(each, found);
    free.delete(found);
  }
  // A place counts among those that both versions hold, so that a removed one moves nobody.
  const kept = before.filter((each) => !free.has(each));
  const matched = now.filter((each) => partners.has(each));
  const pairs = now.map((each): MilestonePair => {
    const partner = partners.get(each);
    if (!partner) return { kind: "added", now: each, before: null, moved: false };
    const moved = matched.indexOf(each) !== kept.indexOf(partner);
    return { kind: differ(each, partner) ? "changed" : "same", now: each, before: partner, moved };
  });
  const removed = before.filter((each) => free.has(each));
  return [
    ...pairs,
    ...removed.map((each) => ({ kind: "removed", now: null, before: each, moved: false }) as const),
  ];
}

/** Everything that is paid under a version, without royalties. */
export function totalOf(version: {
  upfrontMinor: string;
  milestones: readonly { amountMinor: string }[];
}): bigint {
  return version.milestones.reduce(
    (sum, each) => sum + BigInt(each.amountMinor),
    BigInt(version.upfrontMinor),
  );
}

/** Find the version that the reader compares with: the own last one before it, else the last. */
export function comparedWith(
  versions: readonly Version[],
  shown: Version,
  side: Version["side"] | null,
): Version | null {
  const earlier = versions.filter((each) => each.number < shown.number);
  return earlier.findLast((each) => each.side === side) ?? earlier.at(-1) ?? null;
}

export interface Piece {
  kind: "same" | "added" | "removed";
  text: string;
}

const LONG = 400;
const ALIKE = 0.35;

/** Say how a text became another: word by word where they are alike, else as a whole. */
export function wordChanges(before: string, now: string): Piece[] {
  if (before === now) return [{ kind: "same", text: now }];
  const whole: Piece[] = [
    { kind: "added", text: now },
    { kind: "removed", text: before },
  ];
  const one = before.match(/\S+\s*/g) ?? [];
  const other = now.match(/\S+\s*/g) ?? [];
  if (one.length > LONG || other.length > LONG) return whole.filter(({ text }) => text !== "");
  const lengths = commonLengths(one, other);
  const common = lengths[0]?.[0] ?? 0;
  if (common < ALIKE * Math.max(one.length, other.length)) {
    return whole.filter(({ text }) => text !== "");
  }
  return walked(one, other, lengths);
}

/** For each pair of places, how many words the rests of two texts have in common, in order. */
function commonLengths(one: readonly string[], other: readonly string[]): number[][] {
  const table = Array.from({ length: one.length + 1 }, () =>
    new Array<number>(other.length + 1).fill(0),
  );
  const at = (i: number, j: number) => table[i]?.[j] ?? 0;
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) {
      const alike = one[i]?.trim() === other[j]?.trim();
      (table[i] as number[])[j] = alike
        ? at(i + 1, j + 1) + 1
        : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  return table;
}

function walked(one: readonly string[], other: readonly string[], table: number[][]): Piece[] {
  const pieces: Piece[] = [];
  const put = (kind: Piece["kind"], text: string) => {
    const last = pieces.at(-1);
    if (last?.kind === kind) last.text += text;
    else pieces.push({ kind, text });
  };
  const left = (i: number, j: number) => table[i]?.[j] ?? 0;
  let i = 0;
  let j = 0;
  while (i < one.length || j < other.length) {
    const [old = "", fresh = ""] = [one[i], other[j]];
    if (i < one.length && j < other.length && old.trim() === fresh.trim()) {
      put("same", fresh);
      i += 1;
      j += 1;
    } else if (i < one.length && (j >= other.length || left(i + 1, j) >= left(i, j + 1))) {
      put("removed", old);
      i += 1;
    } else {
      put("added", fresh);
      j += 1;
    }
  }
  return pieces;
}
