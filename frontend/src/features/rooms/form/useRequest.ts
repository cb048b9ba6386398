import { useMemo, useState } from "react";
import { answerOf, type DraftWriter, type Stored, useDraft } from "@/shared/drafting/useDraft";
import {
  DataRequestDetailDocument,
  type DataRequestPartsFragment,
  SaveRequestDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedFetch, useTypedMutation } from "@/shared/graphql/operations";
import { fromStored, isHeld, named, type RequestDraft, toInput } from "./requestDraft";

function storedOf(request: DataRequestPartsFragment): Stored<RequestDraft> {
  const { id, revision } = request;
  return { id, revision, content: fromStored(request), savedAt: null };
}

/** Find which of the items, as they were sent, ask for everything at once. */
function broadIn(sent: RequestDraft, request: DataRequestPartsFragment | null | undefined) {
  const keys = named(sent).map(({ key }) => key);
  const broad = request?.items.filter(({ isTooBroad }) => isTooBroad) ?? [];
  return new Set(broad.flatMap(({ position }) => keys[position - 1] ?? []));
}

/** Hold one draft of a request and save it; the server says which items ask for too much. */
export function useRequest(request: DataRequestPartsFragment, owner: string) {
  const [, save] = useTypedMutation(SaveRequestDocument);
  const read = useTypedFetch(DataRequestDetailDocument);
  const stored = useMemo(() => storedOf(request), [request]);
  const [broad, setBroad] = useState<ReadonlySet<string>>(() =>
    broadIn(fromStored(request), request),
  );
  const writer: DraftWriter<RequestDraft> = {
    name: "request",
    owner,
    stored,
    empty: stored.content,
    create: async () => ({ kind: "refused", errors: [] }),
    save: async (id, revision, content) => {
      const { data, error } = await save({ id, revision, input: toInput(content) });
      if (data?.outcome?.request) setBroad(broadIn(content, data.outcome.request));
      return answerOf(error, data?.outcome?.errors, data?.outcome?.request);
    },
    read: async (id) => {
      const { data } = await read({ id });
      return data?.dataRequest ? storedOf(data.dataRequest) : null;
    },
    holds: isHeld,
    onCreated: () => undefined,
  };
  return { ...useDraft(writer), broad };
}
