import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ContractPartsFragment, ContractRefusal } from "@/shared/graphql/generated/graphql";
import { Choices } from "@/shared/ui/Choices";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { useSides } from "../components/useSides";
import { type ContractAct, useContractActs } from "./useContractActs";

const REASONS: readonly ContractRefusal[] = [
  "TERMS",
  "CLAUSES",
  "WRONG_TIME",
  "NOT_APPROVED",
  "OTHER",
];

interface ContractWindowProps {
  act: Exclude<ContractAct, "sign">;
  contract: ContractPartsFragment;
  onDone: () => void;
  /** Called when the contract turned out to be another by now. */
  onStale: () => void;
  onClose: () => void;
}

/** Ask by consequence before a contract's words are fixed, or it is taken back or declined. */
export function ContractWindow({ act, contract, onDone, onStale, onClose }: ContractWindowProps) {
  const { t } = useTranslation("contract");
  const { other: firm } = useSides();
  const [reason, setReason] = useState<ContractRefusal | null>(null);
  const [unchosen, setUnchosen] = useState(false);
  const acts = useContractActs(contract, onStale);
  const { doing } = acts;
  const field = doing.problems.find((each) => each.field === "words");

  async function confirm(words: string) {
    if (await acts.run(act, { reason, words })) onDone();
  }

  function isReady() {
    const ready = act !== "refuse" || reason !== null;
    setUnchosen(!ready);
    return ready;
  }

  const consequences = {
    offer: [t("confirm.offer.one"), t("confirm.offer.two"), t("confirm.offer.three")],
    withdraw: [
      t("confirm.withdraw.one", { firm }),
      t("confirm.withdraw.two"),
      t("confirm.withdraw.three"),
    ],
    refuse: [t("confirm.refuse.one", { firm }), t("confirm.refuse.two")],
  }[act];
  const words = field?.words ?? doing.words;
  return (
    <>
      <ConfirmByConsequence
        title={t(`confirm.${act}.title`)}
        consequences={consequences}
        undoable={false}
        danger={act !== "offer"}
        action={t(`act.${act}`)}
        isReady={isReady}
        refusal={words ? { words, signedOut: false, field: field ? "words" : null } : null}
        {...(act === "refuse"
          ? {
              reason: {
                label: t("confirm.refuse.words"),
                help: t("confirm.refuse.help"),
                needed: t("confirm.refuse.wordsNeeded"),
                optional: reason !== "OTHER",
              },
            }
          : {})}
        onConfirm={confirm}
        onClose={onClose}
      >
        {act === "refuse" ? (
          <Choices
            label={t("confirm.refuse.choose")}
            choices={REASONS.map((value) => ({ value, name: t(`refusal.${value}`) }))}
            value={reason}
            error={unchosen && reason === null ? t("confirm.refuse.needed") : null}
            onChange={setReason}
          />
        ) : null}
      </ConfirmByConsequence>
      {doing.window}
    </>
  );
}
