import type { Stage } from "@/shared/graphql/generated/graphql";

export const STAGES = ["S0", "S1", "S2", "S3", "S4", "S5"] as const satisfies readonly Stage[];

export interface LadderParts {
  /** What stands open as "now"; nothing while the technology is not in the market. */
  now: Stage | null;
  next: Stage | null;
  before: Stage[];
  later: Stage[];
}

/** Part the six steps into what is open, what comes next, and what stays folded. */
export function ladderParts(stage: Stage | null): LadderParts {
  const at = stage === null ? -1 : STAGES.indexOf(stage);
  return {
    now: stage,
    next: STAGES[at + 1] ?? null,
    before: STAGES.slice(0, Math.max(at, 0)),
    later: STAGES.slice(at + 2),
  };
}
