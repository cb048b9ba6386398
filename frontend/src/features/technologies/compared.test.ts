import { describe, expect, it } from "vitest";
import { compareAddress, MOST_COMPARED, readCompared } from "@/shared/comparing/compared";
import type { ComparedPartsFragment } from "@/shared/graphql/generated/graphql";
import { comparedRows } from "./components/comparedFacts";

const id = (letter: string) => letter.repeat(22);
const say = ((key: string) => key) as Parameters<typeof comparedRows>[1];

function technology(trl: number | null, area: string): ComparedPartsFragment {
  return {
    id: id(area),
    origin: "NATIVE",
    state: "PUBLISHED",
    stage: "S0",
    isOwn: false,
    ownerNameKo: null,
    ownerNameEn: null,
    summary: null,
    card: {
      language: "EN",
      languages: ["EN"],
      industry: "MOBILITY",
      area,
      problem: "",
      trl,
      transferModes: ["SUPPLY", "LICENCE"],
      year: null,
      publishedMonth: null,
      sealed: false,
      sealedMonth: null,
    },
  } as ComparedPartsFragment;
}

describe("the address of a comparison", () => {
  it("comes back as it was written", () => {
    const ids = [id("a"), id("b")];
    expect(readCompared(new URL(compareAddress(ids), "http://here").searchParams)).toEqual(ids);
  });

  it("names each technology once, and no more than stand side by side", () => {
    const many = ["a", "a", "b", "c", "d", "e", "f"].map(id).join(",");
    const read = readCompared(new URLSearchParams({ ids: `${many},no such id` }));
    expect(read).toHaveLength(MOST_COMPARED);
    expect(new Set(read).size).toBe(MOST_COMPARED);
    expect(readCompared(new URLSearchParams())).toEqual([]);
  });
});

describe("what stands side by side", () => {
  it("marks the facts that differ and leaves out what none states", () => {
    const rows = comparedRows([technology(4, "x"), technology(null, "y")], say);
    const differing = rows.filter((row) => row.differs && !row.isText).map((row) => row.name);
    expect(differing).toEqual(["terms:trl.label"]);
    expect(rows.map((row) => row.name)).not.toContain("terms:year.label");
    expect(rows.find((row) => row.name === "technology:card.area")?.isText).toBe(true);
  });
});
