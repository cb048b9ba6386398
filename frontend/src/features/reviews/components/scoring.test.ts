import { describe, expect, it } from "vitest";
import { firstWrong, hasZero, type Judged, NOTHING_JUDGED, scoresOf, wrongFor } from "./scoring";

function judged(score: number, reason = "", words = ""): Judged {
  const each = { score, reason };
  return {
    scores: { CLARITY: each, BENEFIT: each, PROOF: each, CONFIDENTIALITY: each },
    words,
  };
}

describe("a review", () => {
  it("needs every score, and leads to the first that is missing", () => {
    const wrong = wrongFor("APPROVED", NOTHING_JUDGED);
    expect(wrong).toEqual({
      CLARITY: "score",
      BENEFIT: "score",
      PROOF: "score",
      CONFIDENTIALITY: "score",
    });
    expect(firstWrong(wrong)).toBe("score-CLARITY-0");
  });

  it("needs a reason at two or less, and none above", () => {
    expect(wrongFor("APPROVED", judged(3))).toEqual({});
    expect(wrongFor("APPROVED", judged(2)).PROOF).toBe("reason");
    expect(wrongFor("APPROVED", judged(2, "vague"))).toEqual({});
  });

  it("needs words to the firm when it goes back", () => {
    expect(wrongFor("RETURNED", judged(4))).toEqual({ words: true });
    expect(firstWrong({ words: true })).toBe("review-words");
    expect(wrongFor("RETURNED", judged(4, "", "mend it"))).toEqual({});
  });

  it("knows that a zero blocks approval", () => {
    expect(hasZero(judged(0))).toBe(true);
    expect(hasZero(judged(1))).toBe(false);
    expect(scoresOf(judged(5))).toHaveLength(4);
  });
});
