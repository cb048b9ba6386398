import { TextInput } from "@mantine/core";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import {
  type AbsencePlanPartsFragment,
  PlanAbsenceDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useDraft } from "@/shared/session/draft";
import { type Problem, useOutcomes } from "@/shared/session/outcomes";
import { useAct } from "@/shared/session/useAct";
import { Choices } from "@/shared/ui/Choices";
import { Window } from "@/shared/ui/Window";
import days from "./Absence.module.css";
import { FormActions } from "./FormActions";
import styles from "./forms.module.css";

interface AbsenceWindowProps {
  deputies: AbsencePlanPartsFragment["deputies"];
  onDone: () => void;
  onClose: () => void;
}

const FIELDS = ["fromOn", "untilOn", "deputyId"] as const;
const EMPTY = { fromOn: "", untilOn: "", deputyId: "" };

/** Say from when to when one is away, and who has the cases meanwhile. */
export function AbsenceWindow({ deputies, onDone, onClose }: AbsenceWindowProps) {
  const { t } = useTranslation("case");
  const [typed, keep, forget] = useDraft("case.absence", EMPTY);
  const [, plan] = useTypedMutation(PlanAbsenceDocument);
  const act = useAct(FIELDS);
  const { ofMutation } = useOutcomes();

  function change(part: Partial<typeof EMPTY>) {
    keep({ ...typed, ...part });
    for (const field of Object.keys(part)) act.clear(field);
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    const before: Problem[] = [];
    if (typed.fromOn === "") before.push({ field: "fromOn", words: t("absence.fromNeeded") });
    if (typed.untilOn === "") before.push({ field: "untilOn", words: t("absence.untilNeeded") });
    if (typed.deputyId === "") before.push({ field: "deputyId", words: t("absence.whoNeeded") });
    if (before.length > 0) return act.refuse(before);
    if (!(await act.run(async () => ofMutation(await plan(typed))))) return;
    forget();
    onDone();
  }

  return (
    <Window title={t("absence.plan")} onClose={onClose}>
      <form
        ref={act.form}
        className={styles.form}
        onSubmit={(event) => void submit(event)}
        noValidate
      >
        <div className={days.days}>
          <TextInput
            type="date"
            label={t("absence.from")}
            value={typed.fromOn}
            onChange={(event) => change({ fromOn: event.currentTarget.value })}
            error={act.at("fromOn")}
            data-autofocus
          />
          <TextInput
            type="date"
            label={t("absence.until")}
            value={typed.untilOn}
            min={typed.fromOn}
            onChange={(event) => change({ untilOn: event.currentTarget.value })}
            error={act.at("untilOn")}
          />
        </div>
        <Choices
          label={t("absence.who")}
          choices={deputies.map((each) => ({ value: each.membershipId, name: each.name }))}
          value={typed.deputyId === "" ? null : typed.deputyId}
          onChange={(value) => change({ deputyId: value })}
          error={act.at("deputyId")}
        />
        <p className="sb-muted sb-small">{t("absence.how")}</p>
        <FormActions action={t("act.saveAbsence")} act={act} onCancel={onClose} />
      </form>
      {act.window}
    </Window>
  );
}
