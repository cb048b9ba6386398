import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type ItemRefusalReason,
  RefuseItemDocument,
  RemoveItemHolderDocument,
  type RequestItemPartsFragment,
  RevokeItemDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { Choices } from "@/shared/ui/Choices";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import type { Refusal } from "@/shared/ui/refusals";
import { useRefusalOf } from "./acts";

const REASONS = [
  "NOT_NEEDED",
  "TOO_BROAD",
  "TOO_EARLY",
  "TERMS_MISSING",
  "NOT_AVAILABLE",
  "OTHER",
] as const satisfies readonly ItemRefusalReason[];

interface WindowProps {
  item: RequestItemPartsFragment;
  onDone: (words: string) => void;
  onClose: () => void;
}

/** Decline an item with a ready reason that the buyer reads. */
export function RefuseWindow({ item, onDone, onClose }: WindowProps) {
  const { t } = useTranslation("request");
  const [reason, setReason] = useState<ItemRefusalReason | null>(null);
  const [tried, setTried] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const refusalOf = useRefusalOf();
  const [, refuse] = useTypedMutation(RefuseItemDocument);

  async function confirm(words: string) {
    if (!reason) return;
    const { id, revision } = item;
    const refused = refusalOf(await refuse({ itemId: id, revision, reason, words: words || null }));
    if (refused) setRefusal(refused);
    else onDone(t("refuse.done"));
  }

  return (
    <ConfirmByConsequence
      title={t("refuse.title")}
      consequences={[t("refuse.one"), t("refuse.two"), t("refuse.three")]}
      undoable={false}
      action={t("refuse.action")}
      refusal={refusal}
      isReady={() => {
        setTried(true);
        return reason !== null;
      }}
      reason={{
        label: t("refuse.words"),
        help: t(reason === "OTHER" ? "refuse.helpOther" : "refuse.help"),
        needed: t("refuse.wordsNeeded"),
        optional: reason !== "OTHER",
      }}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Choices
        label={t("refuse.choose")}
        choices={REASONS.map((value) => ({
          value,
          name: t(`reason.${value}.name`),
          help: t(`reason.${value}.help`),
        }))}
        value={reason}
        error={tried && reason === null ? t("refuse.needed") : null}
        onChange={setReason}
      />
    </ConfirmByConsequence>
  );
}

/** Take back what was allowed: from everybody, or from one reader. */
export function TakeBackWindow({
  item,
  reader,
  onDone,
  onClose,
}: WindowProps & { reader: { membershipId: string; name: string } | null }) {
  const { t } = useTranslation("request");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const refusalOf = useRefusalOf();
  const [, revoke] = useTypedMutation(RevokeItemDocument);
  const [, remove] = useTypedMutation(RemoveItemHolderDocument);
  const which = reader ? "removeReader" : "revoke";
  const name = reader?.name ?? "";

  async function confirm() {
    const refused = refusalOf(
      reader
        ? await remove({ itemId: item.id, membershipId: reader.membershipId })
        : await revoke({ itemId: item.id, revision: item.revision }),
    );
    if (refused) setRefusal(refused);
    else onDone(t(`${which}.done`, { name }));
  }

  return (
    <ConfirmByConsequence
      title={t(`${which}.title`, { name })}
      consequences={[t(`${which}.one`, { name }), t(`${which}.two`), t(`${which}.three`)]}
      undoable={false}
      danger
      action={t(`${which}.action`)}
      refusal={refusal}
      onConfirm={confirm}
      onClose={onClose}
    />
  );
}
