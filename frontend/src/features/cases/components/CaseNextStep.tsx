import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CasePartsFragment } from "@/shared/graphql/generated/graphql";
import { formatDay } from "@/shared/lib/dates";
import { languageOf } from "@/shared/lib/text";
import { NextStep } from "@/shared/ui/NextStep";
import { NextStepWindow } from "./NextStepWindow";

interface CaseNextStepProps {
  of: CasePartsFragment;
  again: () => void;
  onDone: () => void;
}

/** What both firms read as the next step, and the way to another one. */
export function CaseNextStep({ of, again, onDone }: CaseNextStepProps) {
  const { t, i18n } = useTranslation("case");
  const [open, setOpen] = useState(false);
  const step = of.nextStep;
  const closed = of.stage === "CLOSED";
  const until = step?.dueOn ? t("until", { day: formatDay(step.dueOn, i18n.language) }) : null;

  function sentence() {
    if (closed) return t("sentence.closed");
    if (step) return step.text;
    return t(of.canWrite ? "sentence.noStep" : "sentence.others");
  }

  const whose = t(`who.${closed ? "nobody" : (step?.side ?? "COORDINATOR")}`);
  return (
    <>
      <NextStep
        sentence={sentence()}
        lang={!closed && step ? languageOf(step.text) : undefined}
        turn={until ? `${whose}, ${until}` : whose}
        yours={of.canWrite && (!step || step.side === "COORDINATOR")}
        action={
          of.canWrite ? (
            <Button onClick={() => setOpen(true)}>{t(step ? "act.newStep" : "act.setStep")}</Button>
          ) : null
        }
      />
      {open ? (
        <NextStepWindow
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
