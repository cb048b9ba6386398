/** The acts on a technology: which words each uses, and how each reaches the server. */
import type { CombinedError } from "urql";
import {
  ApproveTechnologyDocument,
  type DomainError,
  type Language,
  PauseTechnologyDocument,
  ResumeTechnologyDocument,
  ReturnTechnologyDocument,
  SubmitTechnologyDocument,
  WithdrawTechnologyDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";

export type Act = "submit" | "approve" | "return" | "pause" | "resume" | "withdraw";

export interface Target {
  id: string;
  revision: number;
  language: Language;
}

type Refusal = Pick<DomainError, "code" | "message" | "field" | "params">;

export interface ActOutcome {
  refusals: readonly Refusal[];
  error: CombinedError | undefined;
}

interface Answer {
  data?: { outcome?: { errors: readonly Refusal[] } | null } | undefined;
  error?: CombinedError | undefined;
}

function outcomeOf(answer: Answer): ActOutcome {
  return { refusals: answer.data?.outcome?.errors ?? [], error: answer.error };
}

/** Give one function that does any of the acts and tells what was refused. */
export function useActs(): (act: Act, target: Target, reason: string) => Promise<ActOutcome> {
  const [, submit] = useTypedMutation(SubmitTechnologyDocument);
  const [, approve] = useTypedMutation(ApproveTechnologyDocument);
  const [, giveBack] = useTypedMutation(ReturnTechnologyDocument);
  const [, pause] = useTypedMutation(PauseTechnologyDocument);
  const [, resume] = useTypedMutation(ResumeTechnologyDocument);
  const [, withdraw] = useTypedMutation(WithdrawTechnologyDocument);
  return async (act, { id, revision, language }, reason) => {
    switch (act) {
      case "submit":
        return outcomeOf(await submit({ id, revision, language }));
      case "approve":
        return outcomeOf(await approve({ id, revision, language }));
      case "return":
        return outcomeOf(await giveBack({ id, revision, reason, language }));
      case "pause":
        return outcomeOf(await pause({ id, language }));
      case "resume":
        return outcomeOf(await resume({ id, language }));
      case "withdraw":
        return outcomeOf(await withdraw({ id, language }));
    }
  };
}

interface ActShape {
  /** How many consequences its words list. */
  consequences: readonly ("one" | "two" | "three")[];
  undoable: boolean;
  danger: boolean;
}

export const SHAPES: Record<Act, ActShape> = {
  submit: { consequences: ["one", "two", "three"], undoable: false, danger: false },
  approve: { consequences: ["one", "two", "three"], undoable: false, danger: false },
  return: { consequences: ["one", "two"], undoable: false, danger: false },
  pause: { consequences: ["one", "two"], undoable: true, danger: false },
  resume: { consequences: ["one", "two"], undoable: true, danger: false },
  withdraw: { consequences: ["one", "two", "three"], undoable: false, danger: true },
};
