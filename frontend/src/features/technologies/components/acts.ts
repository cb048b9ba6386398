/** The acts on a technology: which words each uses, and how each reaches the server. */
import type { CombinedError } from "urql";
import {
  DiscardRevisionDocument,
  type DomainError,
  DuplicateTechnologyDocument,
  type Language,
  PauseTechnologyDocument,
  ResumeTechnologyDocument,
  ReviseTechnologyDocument,
  SubmitTechnologyDocument,
  WithdrawTechnologyDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";

export type Act =
  | "submit"
  | "revise"
  | "discardRevision"
  | "pause"
  | "resume"
  | "withdraw"
  | "discard";

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
export function useActs(): (act: Act, target: Target) => Promise<ActOutcome> {
  const [, submit] = useTypedMutation(SubmitTechnologyDocument);
  const [, revise] = useTypedMutation(ReviseTechnologyDocument);
  const [, discardRevision] = useTypedMutation(DiscardRevisionDocument);
  const [, pause] = useTypedMutation(PauseTechnologyDocument);
  const [, resume] = useTypedMutation(ResumeTechnologyDocument);
  const [, withdraw] = useTypedMutation(WithdrawTechnologyDocument);
  return async (act, { id, revision, language }) => {
    switch (act) {
      case "submit":
        return outcomeOf(await submit({ id, revision, language }));
      case "revise":
        return outcomeOf(await revise({ id }));
      case "discardRevision":
        return outcomeOf(await discardRevision({ id }));
      case "pause":
        return outcomeOf(await pause({ id, language }));
      case "resume":
        return outcomeOf(await resume({ id, language }));
      case "withdraw":
      case "discard":
        return outcomeOf(await withdraw({ id, language }));
    }
  };
}

/** Give a function that copies a technology into a new draft; the same id on every attempt. */
export function useDuplicate() {
  const [, duplicate] = useTypedMutation(DuplicateTechnologyDocument);
  return async (id: string, requestId: string) => {
    const answer = await duplicate({ id, requestId });
    return { ...outcomeOf(answer), copy: answer.data?.outcome?.technology?.id ?? null };
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
  revise: { consequences: ["one", "two"], undoable: true, danger: false },
  discardRevision: { consequences: ["one", "two"], undoable: false, danger: true },
  pause: { consequences: ["one", "two"], undoable: true, danger: false },
  resume: { consequences: ["one", "two"], undoable: true, danger: false },
  withdraw: { consequences: ["one", "two", "three"], undoable: false, danger: true },
  discard: { consequences: ["one", "two"], undoable: false, danger: true },
};
