import { describe, expect, it } from "vitest";
import { addressOf, readAddress } from "./address";

describe("the address of records", () => {
  it("holds what was asked for and gives it back", () => {
    for (const asked of [
      { family: null, subject: null },
      { family: "match", subject: null },
      { family: "technology", subject: "aB3_x-9" },
      { family: "payment", subject: "pQ7" },
    ] as const) {
      const params = new URL(addressOf(asked), "http://here.example").searchParams;
      expect(readAddress(params)).toEqual(asked);
    }
  });

  it("leaves out what it cannot mean", () => {
    expect(readAddress(new URLSearchParams("about=nothing&of=x"))).toEqual({
      family: null,
      subject: null,
    });
    expect(readAddress(new URLSearchParams("of=x")).subject).toBeNull();
  });
});
