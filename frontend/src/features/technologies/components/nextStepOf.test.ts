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
  canEdit: false,
  canRevise: false,
  revisionState: "NONE" as const,
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
    signingAuthority: false,
    canManageMembers: true,
    canVerifyFirms: false,
    canReviewTechnologies: false,
    canWriteTechnologies: kind === "SME",
    canWriteDemands: kind === "LARGE_FIRM",
    canLeadDeals: true,
    canRunCases: false,
    canAssignCases: false,
    canReadRecords: true,
    canOperate: false,
    invitations: [],
    organisation: { id: "o", kind, nameKo: "가", nameEn: "A", verification },
  };
}

describe("the next step", () => {
  it("asks a visitor to sign in, and a member to wait for the firm check", () => {
    expect(nextStepOf(seen, null)).toMatchObject({
      words: "signIn",
      turn: "visitor",
      link: "signIn",
    });
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
    expect(nextStepOf({ ...draft, canEdit: true, canSubmit: true }, null)).toMatchObject({
      link: "edit",
      others: ["submit"],
      turn: "you",
    });
    expect(nextStepOf({ ...draft, canWithdraw: true }, null).others).toEqual(["discard"]);
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

  it("keeps a new wording apart from the published one", () => {
    const own = { ...seen, isOwn: true, canEdit: true };
    expect(nextStepOf({ ...own, revisionState: "DRAFT" }, null)).toMatchObject({
      words: "revising",
      link: "edit",
      others: ["discardRevision"],
    });
    expect(nextStepOf({ ...own, revisionState: "IN_REVIEW" }, null).turn).toBe("reviewer");
  });

  it("lets a large firm request a match of what it may read", () => {
    const open = { ...seen, stage: "S1" as const };
    expect(nextStepOf(open, viewer("LARGE_FIRM", "VERIFIED")).link).toBe("request");
    expect(nextStepOf(open, viewer("SME", "VERIFIED"))).toMatchObject({
      words: "matchedReader",
      link: null,
    });
    const known = { ...seen, stage: "S2" as const };
    expect(nextStepOf(known, viewer("LARGE_FIRM", "VERIFIED")).words).toBe("known");
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
