/** One shape for what came of an act, whichever of the two services it was asked of. */
import { useTranslation } from "react-i18next";
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

/** How a person may prove oneself once more: password, any second step, or a code and no other. */
export type Proof = AccountAnswer["reauthenticate"][number] | "code";

export type Barrier = { kind: "signed_out" } | { kind: "reauthenticate"; proofs: readonly Proof[] };

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

/** Refusals of accounts and firms; what every part of the product may say stands in `errors`. */
const DOMAIN = [
  "check_pending",
  "check_submitted",
  "declared_already",
  "documents_missing",
  "invited_already",
  "last_owner",
  "leave_instead",
  "member_already",
  "member_elsewhere",
  "name_owner_instead",
  "own_number",
  "owner_already",
  "taken",
  "too_many_today",
  "verified_already",
] as const;
/** At its field a refusal needs no name of the field. */
const AT_FIELD = [
  "hidden_characters",
  "invalid",
  "not_a_choice",
  "out_of_range",
  "required",
  "too_long",
] as const;

/** Say why the server refused: short at a field, in whole sentences elsewhere. */
function useDomainWords(): (error: Refused) => string {
  const { t } = useTranslation("security");
  const refusals = useRefusals();
  return (error) => {
    const max = error.params.find(({ name }) => name === "max")?.value ?? "";
    const domain = DOMAIN.find((each) => each === error.code);
    // A key that is taken is another matter than a number that is.
    if (domain && error.field !== "recipient") return t(`domain.${domain}`, { max });
    if (error.code === "too_many" && max) return t("domain.tooMany", { max });
    const short = error.field ? AT_FIELD.find((each) => each === error.code) : undefined;
    return short ? t(`atField.${short}`, { max }) : refusals.ofDomain(error).words;
  };
}

/** Refusals that go away with a fresh proof of oneself, and which proof that is. */
const PROOFS: Readonly<Record<string, Barrier>> = {
  reauthentication_required: { kind: "reauthenticate", proofs: ["reauthenticate"] },
  // A signature wants the code itself; a passkey signs otherwise, and the password is none.
  reauthenticate: { kind: "reauthenticate", proofs: ["code"] },
};
const SIGNED_OUT: Barrier = { kind: "signed_out" };

/** Read the answers of both services into outcomes. */
export function useOutcomes() {
  const refusals = useRefusals();
  const wordsOf = useAccountWords();
  const domainWords = useDomainWords();

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
      words: domainWords(each),
      code: each.code,
    }));
    const ended = errors.some(({ code }) => code === "unauthenticated");
    const again = errors.map(({ code }) => PROOFS[code]).find((proofs) => proofs) ?? null;
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
