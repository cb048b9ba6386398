import type { CombinedError } from "urql";
import type { RefusedPartsFragment } from "@/shared/graphql/generated/graphql";
import { type Refusal, useRefusals } from "@/shared/ui/refusals";

interface Answer {
  data?: { outcome?: { errors: readonly RefusedPartsFragment[] } | null } | undefined;
  error?: CombinedError | undefined;
}

/** Read what came of an act: null where it was done, else why not. */
export function useRefusalOf(): (answer: Answer) => Refusal | null {
  const refusals = useRefusals();
  return ({ data, error }) => {
    if (error) return refusals.ofTransport(error);
    const first = data?.outcome?.errors[0];
    return first ? refusals.ofDomain(first) : null;
  };
}
