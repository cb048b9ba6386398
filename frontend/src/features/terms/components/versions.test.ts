import { describe, expect, it } from "vitest";
import {
  comparedWith,
  type Milestone,
  pairMilestones,
  totalOf,
  type Version,
  wordChanges,
} from "./versions";

function milestone(title: string, changes: Partial<Milestone> = {}): Milestone {
  return {
    id: title,
    title,
    amountMinor: "100",
    dueOn: "2027-01-31",
    delivery: "Samples",
    documents: [],
    depositRelease: false,
    ...changes,
  };
}

const kinds = (now: Milestone[], before: Milestone[]) =>
  pairMilestones(now, before).map(({ kind, moved }) => (moved ? `${kind} moved` : kind));

describe("milestones of two versions", () => {
  it("are paired by name, wherever they stand", () => {
    const [a, b] = [milestone("a"), milestone("b")];
    expect(kinds([b, a], [a, b])).toEqual(["same moved", "same moved"]);
  });

  it("are paired by place where a name changed", () => {
    expect(kinds([milestone("시편")], [milestone("Samples")])).toEqual(["changed"]);
  });

  it("see what was added and what was taken out, and move nobody for it", () => {
    const [a, b, c] = [milestone("a"), milestone("b"), milestone("c")];
    expect(kinds([b, c], [a, b])).toEqual(["same", "added", "removed"]);
  });

  it("see every part of a change", () => {
    const a = milestone("a");
    for (const change of [
      { amountMinor: "101" },
      { dueOn: "2027-02-01" },
      { delivery: "More" },
      { documents: ["x"] },
      { depositRelease: true },
    ]) {
      expect(kinds([milestone("a", change)], [a])).toEqual(["changed"]);
    }
  });
});

describe("words that changed", () => {
  it("are shown one by one where the texts are alike", () => {
    expect(wordChanges("packs of electric cars", "packs of electric vans")).toEqual([
      { kind: "same", text: "packs of electric " },
      { kind: "removed", text: "cars" },
      { kind: "added", text: "vans" },
    ]);
  });

  it("are shown as a whole where they are not", () => {
    expect(wordChanges("대한민국", "Worldwide")).toEqual([
      { kind: "added", text: "Worldwide" },
      { kind: "removed", text: "대한민국" },
    ]);
    expect(wordChanges("", "New")).toEqual([{ kind: "added", text: "New" }]);
    expect(wordChanges("same", "same")).toEqual([{ kind: "same", text: "same" }]);
  });
});

describe("a version", () => {
  const version = (number: number, side: "SELLER" | "BUYER") =>
    ({ number, side, upfrontMinor: "9007199254740993", milestones: [milestone("a")] }) as Version;
  const [one, two, three] = [version(1, "SELLER"), version(2, "BUYER"), version(3, "BUYER")];
  const all = [one, two, three];

  it("is compared with the reader's own last one, else with the one before", () => {
    expect(comparedWith(all, three, "SELLER")).toBe(one);
    expect(comparedWith(all, three, "BUYER")).toBe(two);
    expect(comparedWith(all, three, null)).toBe(two);
    expect(comparedWith(all, one, "SELLER")).toBeNull();
  });

  it("adds up beyond what a number can hold", () => {
    expect(totalOf(one)).toBe(9007199254741093n);
  });
});
