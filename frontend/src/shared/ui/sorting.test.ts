import { describe, expect, it } from "vitest";
import { sortAddress, sorted, sortOf } from "./sorting";

describe("the order of a list", () => {
  it("stands in the address", () => {
    expect(sortOf("")).toEqual({ by: null, descending: false });
    expect(sortOf("?sort=amount")).toEqual({ by: "amount", descending: false });
    expect(sortOf("?state=held&sort=-amount")).toEqual({ by: "amount", descending: true });
  });

  it("turns round at the same column and begins anew at another", () => {
    expect(sortAddress("?state=held", "amount")).toBe("?state=held&sort=amount");
    expect(sortAddress("?sort=amount", "amount")).toBe("?sort=-amount");
    expect(sortAddress("?sort=-amount", "amount")).toBe("?sort=amount");
    expect(sortAddress("?sort=-amount", "day")).toBe("?sort=day");
  });

  it("puts rows without a value last, either way", () => {
    const rows = [{ v: 2n }, { v: null }, { v: 10n }];
    expect(sorted(rows, ({ v }) => v, false).map(({ v }) => v)).toEqual([2n, 10n, null]);
    expect(sorted(rows, ({ v }) => v, true).map(({ v }) => v)).toEqual([10n, 2n, null]);
  });
});
