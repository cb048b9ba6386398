import { describe, expect, it } from "vitest";
import { readRange } from "./pages";

describe("pages of a file", () => {
  it("are all of them where nothing is typed", () => {
    expect(readRange({ first: "", last: "" })).toEqual({ first: 1, last: null });
    expect(readRange({ first: " 3 ", last: "" })).toEqual({ first: 3, last: null });
    expect(readRange({ first: "2", last: "4" })).toEqual({ first: 2, last: 4 });
  });

  it.each([
    ["0", ""],
    ["4", "2"],
    ["a", ""],
    ["1", "2.5"],
    ["-1", "3"],
  ])("from %s to %s cannot be", (first, last) => {
    expect(readRange({ first, last })).toBeNull();
  });
});
