import { useMemo } from "react";
import { answerOf, type DraftWriter, type Stored, useDraft } from "@/shared/drafting/useDraft";
import {
  CreateDemandDocument,
  DemandDraftDocument,
  SaveDemandDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedFetch, useTypedMutation } from "@/shared/graphql/operations";
import {
  type DemandDraft,
  EMPTY_DEMAND,
  fromStored,
  isHeld,
  type StoredDemand,
  toInput,
} from "./demandDraft";

function storedOf(demand: StoredDemand): Stored<DemandDraft> {
  return {
    id: demand.id,
    revision: demand.revision ?? 0,
    content: fromStored(demand),
    savedAt: null,
  };
}

/** Hold one demand and save it by the demands' operations. */
export function useDemand(demand: StoredDemand | null, owner: string) {
  const [, create] = useTypedMutation(CreateDemandDocument);
  const [, save] = useTypedMutation(SaveDemandDocument);
  const read = useTypedFetch(DemandDraftDocument);
  const stored = useMemo(() => (demand ? storedOf(demand) : null), [demand]);
  const writer: DraftWriter<DemandDraft> = {
    name: "demand",
    owner,
    stored,
    empty: EMPTY_DEMAND,
    create: async (requestId, content) => {
      const { data, error } = await create({ requestId, input: toInput(content) });
      return answerOf(error, data?.outcome?.errors, data?.outcome?.demand);
    },
    save: async (id, revision, content) => {
      const { data, error } = await save({ id, revision, input: toInput(content) });
      return answerOf(error, data?.outcome?.errors, data?.outcome?.demand);
    },
    read: async (id) => {
      const { data } = await read({ id });
      return data?.demand ? storedOf(data.demand) : null;
    },
    holds: isHeld,
    // The address becomes the draft's own without drawing the page anew under the writer's hands.
    onCreated: (id) => {
      if (window.location.pathname === "/demands/new")
        window.history.replaceState(window.history.state, "", `/demands/${id}/edit`);
    },
  };
  return useDraft(writer);
}

/** A demand being written, and how it stands with the server. */
export type WrittenDemand = ReturnType<typeof useDemand>;
