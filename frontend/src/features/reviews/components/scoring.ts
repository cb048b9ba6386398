/** What a reviewer judged so far, and what is missing before a decision. */
import type {
  ReviewCriterion,
  ReviewDecision,
  ReviewScoreInput,
} from "@/shared/graphql/generated/graphql";

export const CRITERIA = [
  "CLARITY",
  "BENEFIT",
  "PROOF",
  "CONFIDENTIALITY",
] as const satisfies readonly ReviewCriterion[];
export const REASON_MAX = 2000;

export interface Judged {
  scores: Record<ReviewCriterion, { score: number | null; reason: string }>;
  words: string;
}

export const NOTHING_JUDGED: Judged = {
  scores: {
    CLARITY: { score: null, reason: "" },
    BENEFIT: { score: null, reason: "" },
    PROOF: { score: null, reason: "" },
    CONFIDENTIALITY: { score: null, reason: "" },
  },
  words: "",
};

export type Wrong = Partial<Record<ReviewCriterion, "score" | "reason">> & { words?: true };

/** Find what is missing before this decision can be sent. */
export function wrongFor(decision: ReviewDecision, { scores, words }: Judged): Wrong {
  const wrong: Wrong = {};
  for (const criterion of CRITERIA) {
    const { score, reason } = scores[criterion];
    if (score === null) wrong[criterion] = "score";
    else if (score <= 2 && reason.trim() === "") wrong[criterion] = "reason";
  }
  if (decision === "RETURNED" && words.trim() === "") wrong.words = true;
  return wrong;
}

/** Name the input that is to be mended first. */
export function firstWrong(wrong: Wrong): string | null {
  for (const criterion of CRITERIA) {
    if (wrong[criterion] === "score") return `score-${criterion}-0`;
    if (wrong[criterion] === "reason") return `reason-${criterion}`;
  }
  return wrong.words ? "review-words" : null;
}

export function hasZero({ scores }: Judged): boolean {
  return CRITERIA.some((criterion) => scores[criterion].score === 0);
}

export function scoresOf({ scores }: Judged): ReviewScoreInput[] {
  return CRITERIA.map((criterion) => ({
    criterion,
    score: scores[criterion].score ?? 0,
    reason: scores[criterion].reason.trim(),
  }));
}
