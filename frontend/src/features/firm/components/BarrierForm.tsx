import { Button } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { type BarrierKind, DeclareBarrierDocument } from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useDraft } from "@/shared/session/draft";
import { type Problem, useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { Choices } from "@/shared/ui/Choices";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { LimitedArea, LimitedInput, stoppedByLength } from "@/shared/ui/Limited";
import { Panel } from "@/shared/ui/Panel";
import { VisibilityStrip } from "@/shared/ui/VisibilityStrip";
import styles from "./Firm.module.css";
import { NumberField, useNumberFault } from "./NumberField";

const FIELDS = ["kind", "registrationNumber", "name", "reason"] as const;
const KINDS = ["RIVAL", "BLOCK"] as const;

interface Draft {
  kind: BarrierKind;
  registrationNumber: string;
  name: string;
  reason: string;
}

const EMPTY: Draft = { kind: "RIVAL", registrationNumber: "", name: "", reason: "" };

interface BarrierFormProps {
  onDone: (name: string) => void;
  onClose: () => void;
}

/** How, whom by number, and a name and reason for one's own memory. */
export function BarrierForm({ onDone, onClose }: BarrierFormProps) {
  const { t } = useTranslation(["firm", "common"]);
  const [draft, change, forget] = useDraft<Draft>("barrier", EMPTY);
  const [asking, setAsking] = useState(false);
  const [, declare] = useTypedMutation(DeclareBarrierDocument);
  const act = useAct(FIELDS);
  const outcomes = useOutcomes();
  const faultOf = useNumberFault();

  function write(part: Partial<Draft>) {
    change(part);
    for (const field of Object.keys(part)) act.clear(field);
  }

  function ask(event: FormEvent) {
    event.preventDefault();
    const before: Problem[] = [];
    const fault = faultOf(draft.registrationNumber);
    if (fault) before.push({ field: "registrationNumber", words: fault });
    if (draft.name.trim() === "") before.push({ field: "name", words: t("barriers.nameNeeded") });
    if (before.length > 0) return act.refuse(before);
    if (stoppedByLength(act.form)) return;
    act.clear();
    setAsking(true);
  }

  async function confirm() {
    const name = draft.name.trim();
    const input = { ...draft, name, reason: draft.reason.trim() };
    const done = await act.run(async () => {
      const outcome = outcomes.ofMutation(await declare(input));
      // A refusal stands at its field, below the window that asked.
      if (outcome.problems.some((each) => each.field !== null)) setAsking(false);
      return outcome;
    });
    if (!done) return;
    setAsking(false);
    forget();
    onDone(name);
  }

  return (
    <Panel title={t("barriers.add")}>
      <form className={styles.form} ref={act.form} onSubmit={ask} noValidate>
        <Trouble words={asking ? null : act.words} />
        <Choices
          label={t("barriers.kind")}
          value={draft.kind}
          choices={KINDS.map((value) => ({
            value,
            name: t(`barriers.${value}.name`),
            help: t(`barriers.${value}.help`),
          }))}
          onChange={(kind) => write({ kind })}
        />
        <NumberField
          label={t("number.label")}
          help={t("number.otherHelp")}
          value={draft.registrationNumber}
          error={act.at("registrationNumber")}
          onChange={(registrationNumber) => write({ registrationNumber })}
          onFault={(words) => act.note({ field: "registrationNumber", words })}
        />
        <LimitedInput
          label={t("barriers.name")}
          most={160}
          value={draft.name}
          onChange={(event) => write({ name: event.currentTarget.value })}
          error={act.at("name")}
        />
        <LimitedArea
          label={t("barriers.reason")}
          description={t("barriers.reasonHelp")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          rows={2}
          most={500}
          value={draft.reason}
          onChange={(event) => write({ reason: event.currentTarget.value })}
          error={act.at("reason")}
        />
        <VisibilityStrip readers={t("barriers.visible")} />
        <div className={styles.actions}>
          <Button type="submit">{t("barriers.submit")}</Button>
          <Button variant="default" onClick={onClose}>
            {t("common:cancel")}
          </Button>
        </div>
      </form>
      {asking ? (
        <ConfirmByConsequence
          title={t("barriers.confirm.title", { name: draft.name.trim() })}
          consequences={[
            t("barriers.confirm.one"),
            t("barriers.confirm.two"),
            t("barriers.confirm.three"),
          ]}
          undoable={false}
          danger
          action={t("barriers.submit")}
          refusal={act.words ? { words: act.words, signedOut: false } : null}
          onConfirm={confirm}
          onClose={() => setAsking(false)}
        />
      ) : null}
      {act.window}
    </Panel>
  );
}
