import { useMemo } from "react";
import { answerOf, type DraftWriter, type Stored, useDraft } from "@/shared/drafting/useDraft";
import {
  CreateDepositDocument,
  DepositDocument,
  type DepositPartsFragment,
  SaveDepositDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedFetch, useTypedMutation } from "@/shared/graphql/operations";
import { type DepositDraft, fromDeposit, isHeld, toInput } from "./depositDraft";

function storedOf(deposit: DepositPartsFragment): Stored<DepositDraft> {
  const { id, revision } = deposit;
  return { id, revision, content: fromDeposit(deposit), savedAt: null };
}

/** Hold the words of one deposit and save them by the vault's operations. */
export function useDeposit(
  deposit: DepositPartsFragment | null,
  empty: DepositDraft,
  owner: string,
) {
  const [, create] = useTypedMutation(CreateDepositDocument);
  const [, save] = useTypedMutation(SaveDepositDocument);
  const read = useTypedFetch(DepositDocument);
  const stored = useMemo(() => (deposit ? storedOf(deposit) : null), [deposit]);
  const writer: DraftWriter<DepositDraft> = {
    name: "deposit",
    owner,
    stored,
    empty,
    create: async (requestId, content) => {
      const { data, error } = await create({ requestId, input: toInput(content) });
      return answerOf(error, data?.outcome?.errors, data?.outcome?.deposit);
    },
    save: async (id, revision, content) => {
      const { data, error } = await save({ id, revision, input: toInput(content) });
      return answerOf(error, data?.outcome?.errors, data?.outcome?.deposit);
    },
    read: async (id) => {
      const { data } = await read({ id });
      return data?.deposit ? storedOf(data.deposit) : null;
    },
    holds: isHeld,
    // The address becomes the draft's own without drawing the page anew under the writer's hands.
    onCreated: (id) => {
      if (window.location.pathname === "/vault/new")
        window.history.replaceState(
          window.history.state,
          "",
          `/vault/new/${id}${window.location.search}`,
        );
    },
  };
  return useDraft(writer);
}
