import { describe, expect, it } from "vitest";
import type { Viewer } from "@/shared/session/session";
import { nextStepOf } from "./nextStepOf";
import { ladderOf, visibilityOf } from "./reading";

const seen = {
  isOwn: false,
  state: "PUBLISHED" as const,
  stage: "S0" as const,
  origin: "NATIVE" as const,
  returnReason: null,
  canSubmit: false,
  canReview: false,
  canPause: false,
  canResume: false,
  canWithdraw: false,
};

function viewer(kind: "SME" | "LARGE_FIRM", verification: "VERIFIED" | "PENDING"): Viewer {
  return {
    id: "v",
    email: "v@firm.example",
    name: "V",
    language: "EN",
    roles: ["OWNER"],
    organisation: { id: "o", kind, nameKo: "가", nameEn: "A", verification },
  };
}

describe("the next step", () => {
  it("asks a visitor to sign in, and a member to wait for the firm check", () => {
    expect(nextStepOf(seen, null)).toMatchObject({ words: "signIn", turn: "you", link: "signIn" });
    expect(nextStepOf(seen, viewer("SME", "PENDING"))).toMatchObject({
      words: "firmCheck",
      turn: "verifier",
    });
    expect(nextStepOf(seen, viewer("SME", "VERIFIED")).words).toBe("closed");
  });

  it("offers an act only when the server allows it", () => {
    const draft = { ...seen, isOwn: true, state: "DRAFT" as const };
    expect(nextStepOf(draft, viewer("SME", "VERIFIED"))).toMatchObject({
      words: "draftWait",
      primary: null,
    });
    expect(nextStepOf(draft, viewer("SME", "PENDING"))).toMatchObject({
      words: "draftCheck",
      turn: "verifier",
    });
    expect(nextStepOf({ ...draft, canSubmit: true }, null)).toMatchObject({
      primary: "submit",
      turn: "you",
    });
    const published = { ...seen, isOwn: true };
    expect(nextStepOf(published, null).others).toEqual([]);
    expect(nextStepOf({ ...published, canPause: true, canWithdraw: true }, null).others).toEqual([
      "pause",
      "withdraw",
    ]);
  });

  it("tells the reason of a return to the owner", () => {
    const returned = {
      ...seen,
      isOwn: true,
      state: "DRAFT" as const,
      canSubmit: true,
      returnReason: "x",
    };
    expect(nextStepOf(returned, null).words).toBe("returned");
  });

  it("promises no deal on an imported listing", () => {
    const imported = { ...seen, origin: "IMPORTED" as const, stage: "S1" as const };
    expect(nextStepOf(imported, viewer("LARGE_FIRM", "VERIFIED")).words).toBe("imported");
    expect(ladderOf(imported).turn).toBeNull();
  });
});

describe("what the page says about readers", () => {
  it("shows the market nothing of a draft", () => {
    const draft = { ...seen, isOwn: true, state: "DRAFT" as const };
    expect(ladderOf(draft)).toEqual({ stage: null, view: "hidden", turn: null });
    expect(visibilityOf(draft)).toBe("draft");
  });

  it("shows the reader's own stage, and to the owner the market's", () => {
    expect(ladderOf(seen)).toEqual({ stage: "S0", view: "viewer", turn: "you" });
    expect(ladderOf({ ...seen, isOwn: true, stage: "S5" })).toMatchObject({
      stage: "S1",
      view: "owner",
    });
    expect(visibilityOf({ ...seen, isOwn: true })).toBe("published");
  });
});
