import type { Stage } from "@/shared/graphql/generated/graphql";

/** A deal in nine steps, each with how far the other side sees while it is under way. */
export const STEPS = [
  { key: "seal", sees: null },
  { key: "describe", sees: "S0" },
  { key: "find", sees: "S1" },
  { key: "nda", sees: "S2" },
  { key: "talk", sees: "S3" },
  { key: "documents", sees: "S4" },
  { key: "contract", sees: "S4" },
  { key: "pay", sees: "S4" },
  { key: "handOver", sees: "S5" },
] as const satisfies readonly { key: string; sees: Stage | null }[];

export const PEOPLE = ["owner", "scout", "lead", "engineer", "coordinator", "treasurer"] as const;
