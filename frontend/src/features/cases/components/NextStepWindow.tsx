import { TextInput } from "@mantine/core";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Conflict } from "@/shared/drafting/Conflict";
import { differences } from "@/shared/drafting/merge";
import {
  type CasePartsFragment,
  SetNextStepDocument,
  type StepSide,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useDraft } from "@/shared/session/draft";
import { type Problem, useOutcomes } from "@/shared/session/outcomes";
import { useAct } from "@/shared/session/useAct";
import { Choices } from "@/shared/ui/Choices";
import { LimitedInput } from "@/shared/ui/Limited";
import { VisibilityStrip } from "@/shared/ui/VisibilityStrip";
import { Window } from "@/shared/ui/Window";
import { FormActions } from "./FormActions";
import styles from "./forms.module.css";

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

const FIELDS = ["text", "side", "dueOn"] as const;

interface Step {
  text: string;
  side: StepSide | "";
  dueOn: string;
}

function stepOf({ nextStep }: CasePartsFragment): Step {
  return { text: nextStep?.text ?? "", side: nextStep?.side ?? "", dueOn: nextStep?.dueOn ?? "" };
}

/** Say what has to happen next, whose turn it is, and until when. */
export function NextStepWindow({ of, again, onDone, onClose }: WindowProps) {
  const { t, i18n } = useTranslation("case");
  const now = stepOf(of);
  const [kept, keep, forget] = useDraft(`case.step.${of.id}`, { typed: now, base: now });
  const { text, side, dueOn } = kept.typed;
  const [, save] = useTypedMutation(SetNextStepDocument);
  const act = useAct(FIELDS);
  const { ofMutation } = useOutcomes();
  // Somebody set another step since this one was begun: neither may silently win.
  const conflicts = same(kept.base, now)
    ? []
    : differences(flat(kept.base), flat(kept.typed), flat(now));

  function flat(step: Step) {
    return { ...step, side: step.side === "" ? "" : t(`who.${step.side}`) };
  }

  function change(part: Partial<Step>) {
    keep({ typed: { ...kept.typed, ...part } });
    for (const field of Object.keys(part)) act.clear(field);
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    const before: Problem[] = [];
    if (text.trim() === "") before.push({ field: "text", words: t("step.textNeeded") });
    if (side === "") before.push({ field: "side", words: t("step.sideNeeded") });
    if (side === "" || before.length > 0) return act.refuse(before);
    const language = i18n.language === "ko" ? ("KO" as const) : ("EN" as const);
    const { id, revision } = of;
    const step = { text: text.trim(), side, dueOn: dueOn || null };
    const done = await act.run(async () => {
      const outcome = ofMutation(await save({ id, revision, language, ...step }));
      if (outcome.problems.some(({ code }) => code === "stale_state")) again();
      return outcome;
    });
    if (!done) return;
    forget();
    onDone();
  }

  return (
    <Window title={t("step.title")} onClose={onClose}>
      <form
        ref={act.form}
        className={styles.form}
        onSubmit={(event) => void submit(event)}
        noValidate
      >
        {conflicts.length > 0 ? (
          <Conflict
            found={conflicts}
            nameOf={(field) => t(`step.${NAMES[field as keyof Step]}`)}
            onChoose={(theirs) => keep({ base: now, typed: chosen(kept.typed, now, theirs) })}
          />
        ) : null}
        <LimitedInput
          label={t("step.text")}
          description={t("step.textHelp")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          value={text}
          onChange={(event) => change({ text: event.currentTarget.value })}
          error={act.at("text")}
          most={300}
          required
          data-autofocus
        />
        <Choices
          label={t("step.side")}
          choices={SIDES.map((value) => ({ value, name: t(`who.${value}`) }))}
          value={side === "" ? null : side}
          onChange={(value) => change({ side: value })}
          error={act.at("side")}
          inline
        />
        <TextInput
          type="date"
          label={t("step.due")}
          description={t("step.dueHelp")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          value={dueOn}
          min={today()}
          onChange={(event) => change({ dueOn: event.currentTarget.value })}
          error={act.at("dueOn")}
        />
        <VisibilityStrip readers={t("step.visible")} />
        <FormActions action={t("act.saveStep")} act={act} onCancel={onClose} />
      </form>
      {act.window}
    </Window>
  );
}

const NAMES = { text: "text", side: "side", dueOn: "due" } as const;

function same(one: Step, other: Step): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function chosen(mine: Step, theirs: Step, fromThem: ReadonlySet<string>): Step {
  return {
    text: fromThem.has("text") ? theirs.text : mine.text,
    side: fromThem.has("side") ? theirs.side : mine.side,
    dueOn: fromThem.has("dueOn") ? theirs.dueOn : mine.dueOn,
  };
}
