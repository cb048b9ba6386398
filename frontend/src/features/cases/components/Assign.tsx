import { Button } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  AssignCoordinatorDocument,
  type CasePartsFragment,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { Choices } from "@/shared/ui/Choices";
import { LimitedInput } from "@/shared/ui/Limited";
import { useFirstError } from "@/shared/ui/useFirstError";
import { Window } from "@/shared/ui/Window";
import { FormActions } from "./FormActions";
import styles from "./forms.module.css";
import { useAnswer } from "./useAnswer";

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

function AssignWindow({ of, again, onDone, onClose }: AssignProps & { onClose: () => void }) {
  const { t, i18n } = useTranslation("case");
  const [chosen, setChosen] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [, assign] = useTypedMutation(AssignCoordinatorDocument);
  const { isDone, at, whole } = useAnswer(again);
  const form = useFirstError<HTMLFormElement>(tries);
  const tried = tries > 0;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    setTries((before) => before + 1);
    if (!chosen || reason.trim() === "") return;
    setBusy(true);
    const language = i18n.language === "ko" ? ("KO" as const) : ("EN" as const);
    const wish = { caseId: of.id, membershipId: chosen, reason: reason.trim(), language };
    const answer = await assign(wish).finally(() => setBusy(false));
    if (isDone(answer)) onDone();
    else setTries((before) => before + 1);
  }

  return (
    <Window title={t("assign.title")} onClose={onClose}>
      <form ref={form} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
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
          onChange={setChosen}
          error={at("membershipId") ?? (tried && !chosen ? t("assign.whoNeeded") : null)}
        />
        <LimitedInput
          label={t("assign.reason")}
          description={t("assign.reasonHelp")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={at("reason") ?? (tried && reason.trim() === "" ? t("assign.reasonNeeded") : null)}
          most={300}
          required
        />
        <FormActions action={t("act.assign")} busy={busy} refusal={whole} onCancel={onClose} />
      </form>
    </Window>
  );
}
