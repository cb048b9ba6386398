import { Button } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  AssignCoordinatorDocument,
  type CasePartsFragment,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useDraft } from "@/shared/session/draft";
import { type Problem, useOutcomes } from "@/shared/session/outcomes";
import { useAct } from "@/shared/session/useAct";
import { Choices } from "@/shared/ui/Choices";
import { LimitedInput } from "@/shared/ui/Limited";
import { Window } from "@/shared/ui/Window";
import { FormActions } from "./FormActions";
import styles from "./forms.module.css";

interface AssignProps {
  of: CasePartsFragment;
  again: () => void;
  onDone: () => void;
}

/** Let the institution's owner give a case to another coordinator. */
export function Assign({ of, again, onDone }: AssignProps) {
  const { t } = useTranslation("case");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" fullWidth onClick={() => setOpen(true)}>
        {t("act.assign")}
      </Button>
      {open ? (
        <AssignWindow
          of={of}
          again={again}
          onDone={() => {
            setOpen(false);
            onDone();
          }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}

const FIELDS = ["membershipId", "reason"] as const;

function AssignWindow({ of, again, onDone, onClose }: AssignProps & { onClose: () => void }) {
  const { t, i18n } = useTranslation("case");
  const [chosen, setChosen] = useState<string | null>(null);
  const [{ reason }, keep, forget] = useDraft(`case.assign.${of.id}`, { reason: "" });
  const [, assign] = useTypedMutation(AssignCoordinatorDocument);
  const act = useAct(FIELDS);
  const { ofMutation } = useOutcomes();

  async function submit(event: FormEvent) {
    event.preventDefault();
    const before: Problem[] = [];
    if (!chosen) before.push({ field: "membershipId", words: t("assign.whoNeeded") });
    if (reason.trim() === "") before.push({ field: "reason", words: t("assign.reasonNeeded") });
    if (!chosen || before.length > 0) return act.refuse(before);
    const language = i18n.language === "ko" ? ("KO" as const) : ("EN" as const);
    const wish = { caseId: of.id, membershipId: chosen, reason: reason.trim(), language };
    const done = await act.run(async () => {
      const outcome = ofMutation(await assign(wish));
      if (outcome.problems.some(({ code }) => code === "stale_state")) again();
      return outcome;
    });
    if (!done) return;
    forget();
    onDone();
  }

  return (
    <Window title={t("assign.title")} onClose={onClose}>
      <form
        ref={act.form}
        className={styles.form}
        onSubmit={(event) => void submit(event)}
        noValidate
      >
        <Choices
          label={t("assign.who")}
          choices={of.candidates.map((each) => ({
            value: each.membershipId,
            name: each.name,
            help: each.hasConflict
              ? t("assign.conflict")
              : t("assign.load", { count: each.openCases }),
            disabled: each.hasConflict,
          }))}
          value={chosen}
          onChange={(value) => {
            setChosen(value);
            act.clear("membershipId");
          }}
          error={act.at("membershipId")}
        />
        <LimitedInput
          label={t("assign.reason")}
          description={t("assign.reasonHelp")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          value={reason}
          onChange={(event) => {
            keep({ reason: event.currentTarget.value });
            act.clear("reason");
          }}
          error={act.at("reason")}
          most={300}
          required
        />
        <FormActions action={t("act.assign")} act={act} onCancel={onClose} />
      </form>
      {act.window}
    </Window>
  );
}
