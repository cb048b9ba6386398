import { TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type CasePartsFragment,
  SetNextStepDocument,
  type StepSide,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { Choices } from "@/shared/ui/Choices";
import { LimitedInput } from "@/shared/ui/Limited";
import { useFirstError } from "@/shared/ui/useFirstError";
import { VisibilityStrip } from "@/shared/ui/VisibilityStrip";
import { Window } from "@/shared/ui/Window";
import { FormActions } from "./FormActions";
import styles from "./forms.module.css";
import { useAnswer } from "./useAnswer";

const SIDES: readonly StepSide[] = ["SELLER", "BUYER", "BOTH", "COORDINATOR"];

interface WindowProps {
  of: CasePartsFragment;
  again: () => void;
  onDone: () => void;
  onClose: () => void;
}

function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** Say what has to happen next, whose turn it is, and until when. */
export function NextStepWindow({ of, again, onDone, onClose }: WindowProps) {
  const { t, i18n } = useTranslation("case");
  const [text, setText] = useState(of.nextStep?.text ?? "");
  const [side, setSide] = useState<StepSide | null>(of.nextStep?.side ?? null);
  const [dueOn, setDueOn] = useState(of.nextStep?.dueOn ?? "");
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [, save] = useTypedMutation(SetNextStepDocument);
  const { isDone, at, whole } = useAnswer(again);
  const form = useFirstError<HTMLFormElement>(tries);
  const tried = tries > 0;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    setTries((before) => before + 1);
    if (text.trim() === "" || !side) return;
    setBusy(true);
    const language = i18n.language === "ko" ? ("KO" as const) : ("EN" as const);
    const { id, revision } = of;
    const step = { text: text.trim(), side, dueOn: dueOn || null };
    const answer = await save({ id, revision, language, ...step }).finally(() => setBusy(false));
    if (isDone(answer)) onDone();
    else setTries((before) => before + 1);
  }

  return (
    <Window title={t("step.title")} onClose={onClose}>
      <form ref={form} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <LimitedInput
          label={t("step.text")}
          description={t("step.textHelp")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={at("text") ?? (tried && text.trim() === "" ? t("step.textNeeded") : null)}
          most={300}
          required
          data-autofocus
        />
        <Choices
          label={t("step.side")}
          choices={SIDES.map((value) => ({ value, name: t(`who.${value}`) }))}
          value={side}
          onChange={setSide}
          error={at("side") ?? (tried && !side ? t("step.sideNeeded") : null)}
          inline
        />
        <TextInput
          type="date"
          label={t("step.due")}
          description={t("step.dueHelp")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          value={dueOn}
          min={today()}
          onChange={(event) => setDueOn(event.currentTarget.value)}
          error={at("dueOn")}
        />
        <VisibilityStrip readers={t("step.visible")} />
        <FormActions action={t("act.saveStep")} busy={busy} refusal={whole} onCancel={onClose} />
      </form>
    </Window>
  );
}
