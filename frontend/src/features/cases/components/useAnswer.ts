import { useState } from "react";
import type { CombinedError } from "urql";
import type { RefusedPartsFragment } from "@/shared/graphql/generated/graphql";
import { type Refusal, useRefusals } from "@/shared/ui/refusals";

interface Answer {
  data?: { outcome?: { errors: readonly RefusedPartsFragment[] } | null } | undefined;
  error?: CombinedError | undefined;
}

interface FieldRefusal extends Refusal {
  /** The input that it is about, or null where it is about the whole. */
  field: string | null;
}

/** Sort what a mutation answered: done, refused at a field, or not reached. */
export function useAnswer(again: () => void) {
  const refusals = useRefusals();
  const [refusal, setRefusal] = useState<FieldRefusal | null>(null);

  /** Tell whether it was done; keep the refusal where it was not. */
  function isDone(answer: Answer): boolean {
    const refused = answer.data?.outcome?.errors[0];
    if (answer.error) {
      setRefusal({ ...refusals.ofTransport(answer.error), field: null });
      return false;
    }
    if (refused) {
      setRefusal({ ...refusals.ofDomain(refused), field: refused.field ?? null });
      if (refused.code === "stale_state") again();
      return false;
    }
    setRefusal(null);
    return true;
  }

  const fields: readonly string[] = ["outcome"];
  const at = (field: string) => (refusal?.field === field ? refusal.words : null);
  const whole = refusal && !fields.includes(refusal.field ?? "") ? refusal : null;
  return { isDone, at, whole };
}
