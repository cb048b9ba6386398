/** One shape for what came of an act, whichever of the two services it was asked of. */
import type { CombinedError } from "urql";
import { troubleOf } from "@/shared/graphql/client";
import type { DomainError } from "@/shared/graphql/generated/graphql";
import { useRefusals } from "@/shared/ui/refusals";
import { useAccountWords } from "./accountWords";
import type { AccountAnswer } from "./allauth";

export interface Problem {
  field: string | null;
  words: string;
  code?: string;
}

export type Barrier =
  | { kind: "signed_out" }
  | { kind: "reauthenticate"; proofs: AccountAnswer["reauthenticate"] };

export interface Outcome<Value> {
  value: Value | null;
  problems: readonly Problem[];
  barrier: Barrier | null;
}

type Refused = Pick<DomainError, "code" | "message" | "field" | "params">;

/** What a mutation answers that calls its only field `outcome`. */
interface MutationAnswer<Payload> {
  data?: { outcome?: Payload | null } | undefined;
  error?: CombinedError | undefined;
}

const SIGNED_OUT: Barrier = { kind: "signed_out" };

/** Read the answers of both services into outcomes. */
export function useOutcomes() {
  const refusals = useRefusals();
  const wordsOf = useAccountWords();

  function ofMutation<Payload extends { errors: readonly Refused[] }>(
    answer: MutationAnswer<Payload>,
  ): Outcome<Payload> {
    const { error } = answer;
    if (error) {
      const words = refusals.ofTransport(error).words;
      const barrier = troubleOf(error) === "sign_in" ? SIGNED_OUT : null;
      return { value: null, problems: [{ field: null, words }], barrier };
    }
    const payload = answer.data?.outcome ?? null;
    const errors = payload?.errors ?? [];
    if (errors.length === 0) return { value: payload, problems: [], barrier: null };
    const problems = errors.map((each) => ({
      field: each.field ?? null,
      words: refusals.ofDomain(each).words,
      code: each.code,
    }));
    const ended = errors.some(({ code }) => code === "unauthenticated");
    const proof = errors.some(({ code }) => code === "reauthentication_required");
    const again: Barrier | null = proof
      ? { kind: "reauthenticate", proofs: ["reauthenticate"] }
      : null;
    return { value: null, problems, barrier: ended ? SIGNED_OUT : again };
  }

  function ofAccount(answer: AccountAnswer): Outcome<AccountAnswer> {
    const problems = answer.troubles.map((each) => ({
      field: each.field,
      words: wordsOf(each),
      code: each.code,
    }));
    if (answer.reauthenticate.length > 0) {
      const barrier = { kind: "reauthenticate", proofs: answer.reauthenticate } as const;
      return { value: null, problems, barrier };
    }
    if (answer.signedOut) return { value: null, problems, barrier: SIGNED_OUT };
    return { value: problems.length === 0 ? answer : null, problems, barrier: null };
  }

  return { ofMutation, ofAccount };
}
