import { describe, expect, it } from "vitest";
import { addressOf, boundsOf, EVERYTHING, monthsUntil, readAddress } from "./address";

describe("the address of records", () => {
  it("holds what was asked for and gives it back", () => {
    for (const asked of [
      EVERYTHING,
      { ...EVERYTHING, family: "match" },
      { ...EVERYTHING, family: "technology", subject: "aB3_x-9" },
      { family: "payment", subject: "pQ7", what: "release", month: "2026-11" },
    ] as const) {
      const params = new URL(addressOf(asked), "http://here.example").searchParams;
      expect(readAddress(params)).toEqual(asked);
    }
  });

  it("leaves out what it cannot mean", () => {
    const nonsense = "about=nothing&of=x&what=all&month=2026-13";
    expect(readAddress(new URLSearchParams(nonsense))).toEqual(EVERYTHING);
    expect(readAddress(new URLSearchParams("of=x")).subject).toBeNull();
  });
});

describe("months of records", () => {
  it("end where the next one begins", () => {
    const { from, before } = boundsOf("2026-12");
    expect(new Date(from ?? "")).toEqual(new Date(2026, 11, 1));
    expect(new Date(before ?? "")).toEqual(new Date(2027, 0, 1));
    expect(boundsOf(null)).toEqual({ from: null, before: null });
  });

  it("are offered from the newest back", () => {
    expect(monthsUntil(new Date(2027, 1, 3), 3)).toEqual(["2027-02", "2027-01", "2026-12"]);
  });
});
