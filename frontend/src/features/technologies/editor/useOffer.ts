import { useMemo } from "react";
import { answerOf, type DraftWriter, type Stored, useDraft } from "@/shared/drafting/useDraft";
import {
  CreateTechnologyDocument,
  type DraftPartsFragment,
  SaveTechnologyDocument,
  TechnologyDraftDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedFetch, useTypedMutation } from "@/shared/graphql/operations";
import { EMPTY_OFFER, fromDraft, isHeld, type OfferDraft, toInput } from "./offerDraft";

export function storedOf(draft: DraftPartsFragment): Stored<OfferDraft> {
  return {
    id: draft.technologyId,
    revision: draft.revision,
    content: fromDraft(draft),
    savedAt: draft.savedAt ?? null,
  };
}

/** Hold one offer and save it by the technologies' operations. */
export function useOffer(draft: DraftPartsFragment | null, owner: string) {
  const [, create] = useTypedMutation(CreateTechnologyDocument);
  const [, save] = useTypedMutation(SaveTechnologyDocument);
  const read = useTypedFetch(TechnologyDraftDocument);
  const stored = useMemo(() => (draft ? storedOf(draft) : null), [draft]);
  const writer: DraftWriter<OfferDraft> = {
    name: "technology",
    owner,
    stored,
    empty: EMPTY_OFFER,
    create: async (requestId, content) => {
      const { data, error } = await create({ requestId, input: toInput(content) });
      return answerOf(error, data?.outcome?.errors, data?.outcome?.technology);
    },
    save: async (id, revision, content) => {
      const { data, error } = await save({ id, revision, input: toInput(content) });
      return answerOf(error, data?.outcome?.errors, data?.outcome?.technology);
    },
    read: async (id) => {
      const { data } = await read({ id });
      return data?.technologyDraft ? storedOf(data.technologyDraft) : null;
    },
    holds: isHeld,
    // The address becomes the draft's own without drawing the page anew under the writer's hands.
    onCreated: (id) => {
      if (window.location.pathname === "/technologies/new")
        window.history.replaceState(window.history.state, "", `/technologies/${id}/edit`);
    },
  };
  return useDraft(writer);
}
