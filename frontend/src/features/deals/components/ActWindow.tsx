import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DealPartsFragment, DeclineReason } from "@/shared/graphql/generated/graphql";
import { Choices } from "@/shared/ui/Choices";
import { ConfirmByConsequence, type ReasonField } from "@/shared/ui/ConfirmByConsequence";
import { type Refusal, useRefusals } from "@/shared/ui/refusals";
import type { Act } from "./answers";
import { useDealActs } from "./useDealActs";

const REASONS: readonly DeclineReason[] = [
  "NOT_RELEVANT",
  "WRONG_TIME",
  "TERMS",
  "CAPACITY",
  "ALREADY_PARTNERED",
  "OTHER",
];

interface ActWindowProps {
  act: Act;
  match: DealPartsFragment;
  /** Called when it was done, or when the page turned out to be old. */
  onAnswer: (done: Act | null) => void;
  onClose: () => void;
}

/** Ask by consequence before a deal is answered, taken back or ended. */
export function ActWindow({ act, match, onAnswer, onClose }: ActWindowProps) {
  const { t, i18n } = useTranslation("deal");
  const [reason, setReason] = useState<DeclineReason | null>(null);
  const [unchosen, setUnchosen] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const run = useDealActs();
  const refusals = useRefusals();

  async function confirm(words: string) {
    const { id, revision } = match;
    const language = i18n.language === "ko" ? ("KO" as const) : ("EN" as const);
    const { refused, error } = await run(act, { id, revision, language, reason, words });
    if (error) setRefusal(refusals.ofTransport(error));
    else if (refused) {
      setRefusal(refusals.ofDomain(refused));
      if (refused.code === "stale_state") onAnswer(null);
    } else onAnswer(act);
  }

  function isReady() {
    const ready = act !== "decline" || reason !== null;
    setUnchosen(!ready);
    return ready;
  }

  const field = useReasonField(act, reason);
  return (
    <ConfirmByConsequence
      title={t(`confirm.${act}.title`)}
      consequences={useConsequences(act)}
      undoable={act === "send"}
      danger={act === "end"}
      action={t(`act.${act}`)}
      refusal={refusal}
      isReady={isReady}
      {...(field ? { reason: field } : {})}
      onConfirm={confirm}
      onClose={onClose}
    >
      {act === "decline" ? (
        <Choices
          label={t("confirm.decline.choose")}
          choices={REASONS.map((value) => ({ value, name: t(`reason.${value}`) }))}
          value={reason}
          error={unchosen && reason === null ? t("confirm.decline.needed") : null}
          onChange={setReason}
        />
      ) : null}
    </ConfirmByConsequence>
  );
}

function useConsequences(act: Act): string[] {
  const { t } = useTranslation("deal");
  switch (act) {
    case "accept":
      return [
        t("confirm.accept.one"),
        t("confirm.accept.two"),
        t("confirm.accept.three"),
        t("confirm.accept.four"),
      ];
    case "withdraw":
      return [t("confirm.withdraw.one"), t("confirm.withdraw.two")];
    default:
      return [t(`confirm.${act}.one`), t(`confirm.${act}.two`), t(`confirm.${act}.three`)];
  }
}

function useReasonField(act: Act, reason: DeclineReason | null): ReasonField | null {
  const { t } = useTranslation("deal");
  if (act === "end") {
    return {
      label: t("confirm.end.reason"),
      help: t("confirm.end.help"),
      needed: t("confirm.end.needed"),
    };
  }
  if (act !== "decline") return null;
  return {
    label: t("confirm.decline.words"),
    help: t("confirm.decline.help"),
    needed: t("confirm.decline.wordsNeeded"),
    optional: reason !== "OTHER",
  };
}
