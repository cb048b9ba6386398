import { describe, expect, it } from "vitest";
import { differences } from "./merge";

describe("two people writing from the same text", () => {
  const base = { title: "a", need: "b", trl: "4" };

  it("differ only where the texts do", () => {
    expect(differences(base, { ...base, title: "x" }, { ...base, title: "x" })).toEqual([]);
  });

  it("propose the text of the only one who changed a field", () => {
    const found = differences(base, { ...base, title: "mine" }, { ...base, need: "theirs" });
    expect(found.map((each) => [each.field, each.proposed])).toEqual([
      ["title", "mine"],
      ["need", "theirs"],
    ]);
  });

  it("propose one's own where both changed it, and keep the other beside it", () => {
    const [found] = differences(base, { ...base, title: "m" }, { ...base, title: "t" });
    expect(found).toEqual({ field: "title", mine: "m", theirs: "t", proposed: "mine" });
  });
});
