import { useTranslation } from "react-i18next";
import {
  AddNdaHolderDocument,
  DraftNdaDocument,
  EndNdaDocument,
  type Language,
  type NdaPartsFullFragment,
  type NdaRefusal,
  OfferNdaDocument,
  RefuseNdaDocument,
  RemoveNdaHolderDocument,
  SaveNdaDocument,
  SetNdaHoldersDocument,
  SignNdaDocument,
  WithdrawNdaDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useOutcomes } from "@/shared/session/outcomes";
import type { SignInput } from "@/shared/signing/SignWindow";
import type { contentOf } from "./content";

type Content = ReturnType<typeof contentOf>;
type Seen = Pick<NdaPartsFullFragment, "id" | "revision">;

/** Everything that people do to an agreement, each with what came of it. */
export function useNdaActs() {
  const { i18n } = useTranslation();
  const { ofMutation } = useOutcomes();
  const [, draft] = useTypedMutation(DraftNdaDocument);
  const [, save] = useTypedMutation(SaveNdaDocument);
  const [, setHolders] = useTypedMutation(SetNdaHoldersDocument);
  const [, addHolder] = useTypedMutation(AddNdaHolderDocument);
  const [, removeHolder] = useTypedMutation(RemoveNdaHolderDocument);
  const [, offer] = useTypedMutation(OfferNdaDocument);
  const [, sign] = useTypedMutation(SignNdaDocument);
  const [, refuse] = useTypedMutation(RefuseNdaDocument);
  const [, withdraw] = useTypedMutation(WithdrawNdaDocument);
  const [, end] = useTypedMutation(EndNdaDocument);
  const seen = ({ id, revision }: Seen) => ({ id, revision });
  return {
    language: (i18n.language === "ko" ? "KO" : "EN") as Language,
    draft: async (matchId: string, templateCode: string, language: Language, content: Content) =>
      ofMutation(await draft({ matchId, templateCode, language, ...content })),
    save: async (id: string, revision: number, content: Content) =>
      ofMutation(await save({ id, revision, ...content })),
    setHolders: async (nda: Seen, membershipIds: string[]) =>
      ofMutation(await setHolders({ ndaId: nda.id, revision: nda.revision, membershipIds })),
    addHolder: async (nda: Seen, membershipId: string) =>
      ofMutation(await addHolder({ ndaId: nda.id, revision: nda.revision, membershipId })),
    removeHolder: async (nda: Seen, holderId: string) =>
      ofMutation(await removeHolder({ ndaId: nda.id, holderId })),
    offer: async (nda: Seen) => ofMutation(await offer(seen(nda))),
    sign: async (nda: Seen, input: SignInput) => ofMutation(await sign({ ...seen(nda), ...input })),
    refuse: async (nda: Seen, reason: NdaRefusal, words: string) =>
      ofMutation(await refuse({ ...seen(nda), reason, words })),
    withdraw: async (nda: Seen) => ofMutation(await withdraw(seen(nda))),
    end: async (nda: Seen, words: string) => ofMutation(await end({ ...seen(nda), words })),
  };
}

export type NdaActs = ReturnType<typeof useNdaActs>;
