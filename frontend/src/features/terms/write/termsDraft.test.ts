import { describe, expect, it } from "vitest";
import type { Version } from "../components/versions";
import {
  basisPoints,
  combine,
  EMPTY,
  emptyMilestone,
  FIELDS,
  faultsIn,
  flatten,
  inputOf,
  previewOf,
  type TypedTerms,
  typedOf,
} from "./termsDraft";

const VERSION: Version = {
  id: "v",
  number: 2,
  side: "BUYER",
  by: "김서준",
  mode: "LICENCE",
  field: "Packs",
  territory: "Korea",
  exclusivity: "SOLE",
  months: 60,
  currency: "USD",
  upfrontMinor: "35000025",
  royaltyBasisPoints: 250,
  note: "",
  contentSha256: "",
  createdAt: "2026-11-20T00:00:00Z",
  milestones: [
    {
      id: "m",
      title: "Samples",
      amountMinor: "150050",
      dueOn: "2027-02-26",
      delivery: "Five hundred sheets",
      documents: ["d"],
      depositRelease: true,
    },
  ],
};

const SAY = { months: (months: string) => `${months} m`, endless: "for good", release: "deposit" };

describe("typed terms", () => {
  it("come back from a version as they went to the server", () => {
    const typed = typedOf(VERSION);
    expect([typed.upfront, typed.milestones[0]?.amount]).toEqual(["350,000.25", "1,500.50"]);
    const input = inputOf(typed);
    expect(input).toMatchObject({ upfrontMinor: "35000025", royaltyBasisPoints: 250, months: 60 });
    expect(input?.milestones).toEqual(VERSION.milestones.map(({ id: _id, ...rest }) => rest));
    expect(previewOf(typed, VERSION)).toEqual({
      ...VERSION,
      milestones: VERSION.milestones,
    });
  });

  it("read amounts as Koreans write them", () => {
    const typed = { ...typedOf(VERSION), milestones: [], currency: "KRW" as const };
    expect(inputOf({ ...typed, upfront: "3억 5,000만" })?.upfrontMinor).toBe("350000000");
  });

  it("say what lacks, and only then go to the server", () => {
    const typed: TypedTerms = { ...EMPTY, milestones: [emptyMilestone()], upfront: "a lot" };
    const faults = faultsIn(typed);
    expect([...faults.keys()]).toEqual([
      "mode",
      "exclusivity",
      "field",
      "territory",
      "months",
      "upfrontMinor",
      "milestones.0.title",
      "milestones.0.amountMinor",
      "milestones.0.dueOn",
      "milestones.0.delivery",
    ]);
    for (const field of faults.keys()) expect(FIELDS).toContain(field);
    expect(inputOf(typed)).toBeNull();
    expect(faultsIn({ ...EMPTY, months: "five" }).get("months")).toBe("months");
    expect(faultsIn({ ...EMPTY, endless: true }).has("months")).toBe(false);
  });

  it.each([
    ["", 0],
    ["2.5", 250],
    ["3,2 %", 320],
    ["100", 10000],
    ["2.555", null],
    ["some", null],
  ])("read a share %s", (typed, points) => {
    expect(basisPoints(typed)).toBe(points);
  });

  it("are laid side by side and joined without losing either", () => {
    const mine = typedOf(VERSION);
    const theirs = { ...mine, field: "Vans", months: "", endless: true, milestones: [] };
    const [one, other] = [flatten(mine, SAY), flatten(theirs, SAY)];
    const differing = Object.keys(one).filter(
      (field) => one[field as keyof typeof one] !== other[field as keyof typeof other],
    );
    expect(differing).toEqual(["field", "term", "milestones"]);
    const joined = combine(mine, theirs, new Set(["term", "milestones"]));
    expect(joined).toEqual({ ...theirs, field: "Packs" });
  });
});
