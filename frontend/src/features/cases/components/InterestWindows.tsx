import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type CasePartsFragment,
  DecideConflictDocument,
  DeclareInterestDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useDraft } from "@/shared/session/draft";
import { type Problem, useOutcomes } from "@/shared/session/outcomes";
import { useAct } from "@/shared/session/useAct";
import { Choices } from "@/shared/ui/Choices";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { LimitedArea } from "@/shared/ui/Limited";
import { VisibilityStrip } from "@/shared/ui/VisibilityStrip";
import { Window } from "@/shared/ui/Window";
import { Findings } from "./Findings";
import { FormActions } from "./FormActions";
import styles from "./forms.module.css";
import { useAnswer } from "./useAnswer";

interface WindowProps {
  of: CasePartsFragment;
  again: () => void;
  onDone: (words: string) => void;
  onClose: () => void;
}

const FIELDS = ["answer", "words"] as const;
type Answer = "NONE" | "SOME";

/** Let the coordinator say whether there is an interest of their own in the case. */
export function DeclareWindow({ of, again, onDone, onClose }: WindowProps) {
  const { t, i18n } = useTranslation("desk");
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [{ words }, keep, forget] = useDraft(`case.interest.${of.id}`, { words: "" });
  const [, declare] = useTypedMutation(DeclareInterestDocument);
  const act = useAct(FIELDS);
  const { ofMutation } = useOutcomes();
  const first = of.interest?.state === "ASKED";

  async function submit(event: FormEvent) {
    event.preventDefault();
    const before: Problem[] = [];
    const chosen = first ? answer : "SOME";
    if (!chosen) before.push({ field: "answer", words: t("interest.answerNeeded") });
    if (chosen === "SOME" && words.trim() === "")
      before.push({ field: "words", words: t("interest.wordsNeeded") });
    if (before.length > 0) return act.refuse(before);
    const language = i18n.language === "ko" ? ("KO" as const) : ("EN" as const);
    const hasInterest = chosen === "SOME";
    const wish = { id: of.id, hasInterest, words: hasInterest ? words.trim() : "", language };
    const done = await act.run(async () => {
      const outcome = ofMutation(await declare(wish));
      if (outcome.problems.some(({ code }) => code === "stale_state")) again();
      return outcome;
    });
    if (!done) return;
    forget();
    onDone(t("interest.declared"));
  }

  return (
    <Window title={t("interest.declareTitle")} onClose={onClose}>
      <form
        ref={act.form}
        className={styles.form}
        onSubmit={(event) => void submit(event)}
        noValidate
      >
        <p>{t("interest.what")}</p>
        {of.interest && of.interest.findings.length > 0 ? (
          <Findings found={of.interest.findings} />
        ) : null}
        {first ? (
          <Choices
            label={t("interest.answer")}
            choices={(["NONE", "SOME"] as const).map((value) => ({
              value,
              name: t(`interest.answers.${value}`),
            }))}
            value={answer}
            onChange={(value) => {
              setAnswer(value);
              act.clear("answer");
            }}
            error={act.at("answer")}
          />
        ) : null}
        {answer === "SOME" || !first ? (
          <LimitedArea
            label={t("interest.words")}
            value={words}
            onChange={(event) => {
              keep({ words: event.currentTarget.value });
              act.clear("words");
            }}
            error={act.at("words")}
            rows={3}
            most={300}
            required
          />
        ) : null}
        <VisibilityStrip readers={t("interest.visible")} />
        <FormActions action={t("interest.declare")} act={act} onCancel={onClose} />
      </form>
      {act.window}
    </Window>
  );
}

/** Let the institution's owner decide that the coordinator keeps the case. */
export function DecideWindow({ of, again, onDone, onClose }: WindowProps) {
  const { t, i18n } = useTranslation("desk");
  const [, decide] = useTypedMutation(DecideConflictDocument);
  const { isDone, whole } = useAnswer(again);
  return (
    <ConfirmByConsequence
      title={t("interest.decideTitle")}
      consequences={[
        t("interest.keepOne", { name: of.coordinatorName ?? "" }),
        t("interest.keepTwo"),
      ]}
      undoable={false}
      action={t("interest.keep")}
      reason={{
        label: t("interest.reason"),
        help: t("interest.reasonHelp"),
        needed: t("interest.reasonNeeded"),
        most: 300,
      }}
      refusal={whole}
      onConfirm={async (reason) => {
        const language = i18n.language === "ko" ? ("KO" as const) : ("EN" as const);
        if (isDone(await decide({ id: of.id, reason, language }))) onDone(t("interest.kept"));
      }}
      onClose={onClose}
    >
      <Findings found={of.interest?.findings ?? []} />
      {of.interest?.words ? <p>{t("interest.said", { words: of.interest.words })}</p> : null}
    </ConfirmByConsequence>
  );
}
