import type { CombinedError } from "urql";
import {
  AcceptMatchDocument,
  DeclineMatchDocument,
  type DeclineReason,
  EndMatchDocument,
  type Language,
  type RefusedPartsFragment,
  WithdrawMatchDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import type { Act } from "./answers";

export interface Wish {
  id: string;
  revision: number;
  language: Language;
  reason: DeclineReason | null;
  words: string;
}

interface Answer {
  data?: { outcome?: { errors: readonly RefusedPartsFragment[] } | null } | undefined;
  error?: CombinedError | undefined;
}

export interface ActAnswer {
  refused: RefusedPartsFragment | null;
  error: CombinedError | null;
}

function answerOf(answer: Answer): ActAnswer {
  return { refused: answer.data?.outcome?.errors[0] ?? null, error: answer.error ?? null };
}

/** Give one function that does any of the acts of a deal. */
export function useDealActs(): (act: Act, wish: Wish) => Promise<ActAnswer> {
  const [, accept] = useTypedMutation(AcceptMatchDocument);
  const [, decline] = useTypedMutation(DeclineMatchDocument);
  const [, withdraw] = useTypedMutation(WithdrawMatchDocument);
  const [, end] = useTypedMutation(EndMatchDocument);
  return async (act, { id, revision, language, reason, words }) => {
    switch (act) {
      case "send":
      case "accept":
        return answerOf(await accept({ id, revision, language }));
      case "decline":
        return answerOf(
          await decline({
            id,
            revision,
            language,
            reason: reason ?? "OTHER",
            words: words || null,
          }),
        );
      case "withdraw":
        return answerOf(await withdraw({ id, revision, language }));
      case "end":
        return answerOf(await end({ id, revision, language, words }));
    }
  };
}
