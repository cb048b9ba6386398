import { describe, expect, it } from "vitest";
import { whoseTurn } from "./turns";

const asked = {
  state: "REQUESTED",
  side: "SELLER",
  turn: "SELLER",
  expiresAt: "2026-12-01T09:00:00Z",
  progress: null,
} as const;

describe("whose turn it is", () => {
  it("says it from where the reader stands", () => {
    expect(whoseTurn(asked)).toBe("you");
    expect(whoseTurn({ ...asked, side: "BUYER" })).toBe("other");
    expect(whoseTurn({ ...asked, side: null })).toBe("seller");
  });

  it("follows the coordinator's next step once both firms agreed", () => {
    const matched = { ...asked, state: "MATCHED", turn: null } as const;
    const step = (side: "SELLER" | "BUYER" | "BOTH" | "COORDINATOR") => ({
      stage: "NDA" as const,
      nextStep: { text: "x", side, dueOn: null, setAt: "2026-11-22T00:00:00Z" },
    });
    expect(whoseTurn(matched)).toBe("coordinator");
    expect(whoseTurn({ ...matched, progress: step("BUYER") })).toBe("other");
    expect(whoseTurn({ ...matched, progress: step("BOTH") })).toBe("both");
    expect(whoseTurn({ ...asked, state: "AWAITING_COORDINATOR", turn: null })).toBe("institution");
  });

  it("is nobody's once it is over", () => {
    for (const state of ["DECLINED", "WITHDRAWN", "EXPIRED", "ENDED"] as const) {
      expect(whoseTurn({ ...asked, state })).toBe("nobody");
    }
  });
});
