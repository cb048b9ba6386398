import { type ContractPartsFragment, SetClauseDocument } from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useOutcomes } from "@/shared/session/outcomes";
import { type Act, useAct } from "@/shared/session/useAct";
import type { Clause } from "./ClauseList";

export interface ClauseActs {
  doing: Act;
  /** Leave a clause out, or put it back; tells whether that was done. */
  set: (clause: Clause, included: boolean, reason?: string) => Promise<boolean>;
}

const FIELDS = ["reason"] as const;

/** Change the clauses of a draft. */
export function useClauses(
  contract: ContractPartsFragment,
  onSet: (included: boolean) => void,
  onStale: () => void,
): ClauseActs {
  const [, setClause] = useTypedMutation(SetClauseDocument);
  const outcomes = useOutcomes();
  const doing = useAct(FIELDS);
  return {
    doing,
    set: async ({ code }, included, reason) => {
      let stale = false;
      const { id, revision } = contract;
      const done = await doing.run<unknown>(async () => {
        const outcome = outcomes.ofMutation(
          await setClause({ id, revision, code, included, reason: reason ?? null }),
        );
        stale = outcome.problems.some((each) => each.code === "stale_state");
        return outcome;
      });
      if (done) onSet(included);
      else if (stale) onStale();
      return done !== null;
    },
  };
}
