import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type CaseOutcome,
  type CasePartsFragment,
  type CaseStage,
  MoveCaseDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { Choices } from "@/shared/ui/Choices";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { useAnswer } from "./useAnswer";

const OUTCOMES: readonly CaseOutcome[] = ["CONTRACT_SIGNED", "NO_AGREEMENT"];

interface WindowProps {
  of: CasePartsFragment;
  stage: CaseStage;
  again: () => void;
  onDone: (stage: CaseStage) => void;
  onClose: () => void;
}

/** Ask by consequence before a case goes to another stage, or is closed with an outcome. */
export function MoveWindow({ of, stage, again, onDone, onClose }: WindowProps) {
  const { t, i18n } = useTranslation("case");
  const [outcome, setOutcome] = useState<CaseOutcome | null>(null);
  const [unchosen, setUnchosen] = useState(false);
  const [, move] = useTypedMutation(MoveCaseDocument);
  const { isDone, at, whole } = useAnswer(again);
  const closes = stage === "CLOSED";
  const name = t(`stage.${stage}`);

  async function confirm() {
    const language = i18n.language === "ko" ? ("KO" as const) : ("EN" as const);
    const { id, revision } = of;
    const answer = await move({ id, revision, stage, outcome: closes ? outcome : null, language });
    if (isDone(answer)) onDone(stage);
  }

  return (
    <ConfirmByConsequence
      title={closes ? t("close.title") : t("move.title", { name })}
      consequences={
        closes
          ? [t("close.one"), t(outcome === "NO_AGREEMENT" ? "close.noAgreement" : "close.two")]
          : [t("move.one", { name }), t("move.two")]
      }
      undoable={!closes}
      danger={closes}
      action={closes ? t("act.close") : t("act.move", { name })}
      refusal={whole}
      isReady={() => {
        setUnchosen(closes && outcome === null);
        return !closes || outcome !== null;
      }}
      onConfirm={confirm}
      onClose={onClose}
    >
      {closes ? (
        <Choices
          label={t("close.outcome")}
          choices={OUTCOMES.map((value) => ({ value, name: t(`outcome.${value}`) }))}
          value={outcome}
          error={at("outcome") ?? (unchosen && outcome === null ? t("close.outcomeNeeded") : null)}
          onChange={setOutcome}
        />
      ) : null}
    </ConfirmByConsequence>
  );
}
