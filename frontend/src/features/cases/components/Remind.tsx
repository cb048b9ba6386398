import { Button } from "@mantine/core";
import { IconBell } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type CaseLineFragment,
  type MatchSide,
  RemindCaseDocument,
  type StandingPartsFragment,
  type StepSide,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { type Problem, useOutcomes } from "@/shared/session/outcomes";
import { useAct } from "@/shared/session/useAct";
import { Choices } from "@/shared/ui/Choices";
import { Window } from "@/shared/ui/Window";
import { FormActions } from "./FormActions";
import { useFirms } from "./firms";
import styles from "./forms.module.css";

interface RemindProps {
  of: CaseLineFragment;
  standing: StandingPartsFragment | null | undefined;
  onDone: () => void;
}

/** Remind whoever is waited for; nothing where everybody was reminded today. */
export function Remind({ of, standing, onDone }: RemindProps) {
  const { t } = useTranslation("case");
  const firms = useFirms(of);
  const [open, setOpen] = useState(false);
  if (of.canRemind.length === 0) return null;
  return (
    <>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconBell size={14} aria-hidden="true" />}
        onClick={() => setOpen(true)}
      >
        {t("act.remind")}
        <span className="sb-hidden">: {firms.title}</span>
      </Button>
      {open ? (
        <RemindWindow
          of={of}
          standing={standing}
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

const FIELDS = ["side"] as const;

/** Whoever is waited for, as far as there is still somebody of it to be reminded. */
function waitedFor({ of, standing }: Pick<RemindProps, "of" | "standing">): StepSide | null {
  const wanted = standing?.turn === "BOTH" ? "BOTH" : (standing?.side ?? of.nextStep?.side ?? null);
  return sidesOf(of.canRemind).find((side) => side === wanted) ?? of.canRemind[0] ?? null;
}

function sidesOf(can: readonly MatchSide[]): StepSide[] {
  return can.length > 1 ? [...can, "BOTH"] : [...can];
}

function RemindWindow({ of, standing, onDone, onClose }: RemindProps & { onClose: () => void }) {
  const { t } = useTranslation("case");
  const firms = useFirms(of);
  const [side, setSide] = useState(() => waitedFor({ of, standing }));
  const [, remind] = useTypedMutation(RemindCaseDocument);
  const act = useAct(FIELDS);
  const { ofMutation } = useOutcomes();
  const names = { SELLER: firms.seller, BUYER: firms.buyer };

  async function submit(event: FormEvent) {
    event.preventDefault();
    const before: Problem[] = side ? [] : [{ field: "side", words: t("remind.whoNeeded") }];
    if (!side) return act.refuse(before);
    if (await act.run(async () => ofMutation(await remind({ id: of.id, side })))) onDone();
  }

  return (
    <Window title={t("remind.title")} onClose={onClose}>
      <form
        ref={act.form}
        className={styles.form}
        onSubmit={(event) => void submit(event)}
        noValidate
      >
        <Choices
          label={t("remind.who")}
          choices={sidesOf(of.canRemind).map((value) => ({
            value,
            name: value === "SELLER" || value === "BUYER" ? names[value] : t("who.BOTH"),
          }))}
          value={side}
          onChange={(value) => {
            setSide(value);
            act.clear("side");
          }}
          error={act.at("side")}
        />
        <p className="sb-muted sb-small">{t("remind.how")}</p>
        <FormActions action={t("act.sendReminder")} act={act} onCancel={onClose} />
      </form>
      {act.window}
    </Window>
  );
}
