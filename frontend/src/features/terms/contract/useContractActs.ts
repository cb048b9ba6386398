import type { ContractPartsFragment, ContractRefusal } from "@/shared/graphql/generated/graphql";
import {
  OfferContractDocument,
  RefuseContractDocument,
  SignContractDocument,
  WithdrawContractDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { type Outcome, useOutcomes } from "@/shared/session/outcomes";
import { useAct } from "@/shared/session/useAct";
import type { SignInput } from "@/shared/signing/SignWindow";

export type ContractAct = "offer" | "sign" | "refuse" | "withdraw";

interface Given {
  reason: ContractRefusal | null;
  words: string;
}

const FIELDS = ["words", "reason"] as const;

/** Do what moves a contract, from the revision that its reader saw. */
export function useContractActs(contract: ContractPartsFragment, onStale: () => void) {
  const [, offer] = useTypedMutation(OfferContractDocument);
  const [, sign] = useTypedMutation(SignContractDocument);
  const [, refuse] = useTypedMutation(RefuseContractDocument);
  const [, withdraw] = useTypedMutation(WithdrawContractDocument);
  const outcomes = useOutcomes();
  const doing = useAct(FIELDS);
  const { id, revision } = contract;

  async function attempt(
    act: Exclude<ContractAct, "sign">,
    { reason, words }: Given,
  ): Promise<Outcome<unknown>> {
    if (act === "offer") return outcomes.ofMutation(await offer({ id, revision }));
    if (act === "withdraw") return outcomes.ofMutation(await withdraw({ id, revision }));
    return outcomes.ofMutation(
      await refuse({ id, revision, reason: reason ?? "OTHER", words: words || null }),
    );
  }

  return {
    doing,
    run: async (act: Exclude<ContractAct, "sign">, given: Given) => {
      let stale = false;
      const done = await doing.run<unknown>(async () => {
        const outcome = await attempt(act, given);
        stale = outcome.problems.some(({ code }) => code === "stale_state");
        return outcome;
      });
      if (!done && stale) onStale();
      return done !== null;
    },
    sign: async (input: SignInput) =>
      outcomes.ofMutation(
        await sign({ id, revision, title: input.title, assertion: input.assertion ?? null }),
      ),
  };
}
