/** The acts on a demand: which words each uses, and how each reaches the server. */
import type { CombinedError } from "urql";
import {
  CloseDemandDocument,
  type DemandPartsFragment,
  DuplicateDemandDocument,
  type ErrorPartsFragment,
  type Language,
  PublishDemandDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";

export type Act = "publish" | "close" | "discard";

export interface Outcome {
  error: CombinedError | undefined;
  refused: ErrorPartsFragment | undefined;
}

/** Give one function that does any of the acts and tells what was refused. */
export function useDemandActs() {
  const [, publish] = useTypedMutation(PublishDemandDocument);
  const [, close] = useTypedMutation(CloseDemandDocument);
  return async (act: Act, demand: DemandPartsFragment, language: Language): Promise<Outcome> => {
    const { error, data } =
      act === "publish"
        ? await publish({ id: demand.id, revision: demand.revision ?? 0, language })
        : await close({ id: demand.id, language });
    return { error, refused: data?.outcome?.errors[0] };
  };
}

/** Give a function that copies a demand into a new draft; the same id on every attempt. */
export function useDuplicateDemand() {
  const [, duplicate] = useTypedMutation(DuplicateDemandDocument);
  return async (id: string, requestId: string) => {
    const { error, data } = await duplicate({ id, requestId });
    return {
      error,
      refused: data?.outcome?.errors[0],
      copy: data?.outcome?.demand?.id ?? null,
    };
  };
}
