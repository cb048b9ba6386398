import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CasePartsFragment } from "@/shared/graphql/generated/graphql";
import { formatDay } from "@/shared/lib/dates";
import { languageOf } from "@/shared/lib/text";
import { NextStep } from "@/shared/ui/NextStep";
import { Written } from "@/shared/ui/Written";
import { Noted } from "./CaseRowStep";
import { InterestAct } from "./Interest";
import { NextStepWindow } from "./NextStepWindow";

interface CaseNextStepProps {
  of: CasePartsFragment;
  again: () => void;
  onDone: (words: string) => void;
}

/** What both firms read as the next step, and the way to another one. */
export function CaseNextStep({ of, again, onDone }: CaseNextStepProps) {
  const { t, i18n } = useTranslation(["case", "desk"]);
  const [open, setOpen] = useState(false);
  const step = of.nextStep;
  const closed = of.stage === "CLOSED";
  const until = step?.dueOn ? t("until", { day: formatDay(step.dueOn, i18n.language) }) : null;

  const asked = askedOf(of);

  function sentence() {
    if (asked) return t(`desk:interest.asks.${asked}`);
    if (closed) return t("sentence.closed");
    if (step) return step.text;
    return t(of.canWrite ? "sentence.noStep" : "sentence.others");
  }

  const whose = t(`who.${closed ? "nobody" : (step?.side ?? "COORDINATOR")}`);
  return (
    <>
      <NextStep
        sentence={sentence()}
        lang={!closed && !asked && step ? languageOf(step.text) : undefined}
        turn={asked ? t("desk:interest.you") : until ? `${whose}, ${until}` : whose}
        yours={asked !== null || (of.canWrite && (!step || step.side === "COORDINATOR"))}
        action={
          <>
            {asked ? (
              <InterestAct
                of={of}
                again={again}
                onDone={onDone}
                words={t(`desk:interest.act.${asked}`)}
                primary
              />
            ) : null}
            {of.canWrite ? (
              <Button variant={asked ? "default" : "filled"} onClick={() => setOpen(true)}>
                {t(step ? "act.newStep" : "act.setStep")}
              </Button>
            ) : null}
          </>
        }
      >
        {asked && step ? (
          <p>
            {t("desk:interest.then")} <Written text={step.text} />
          </p>
        ) : null}
        {of.followUp ? <Noted follow={of.followUp} /> : null}
      </NextStep>
      {open ? (
        <NextStepWindow
          of={of}
          again={again}
          onDone={() => {
            setOpen(false);
            onDone(t("done.step"));
          }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}

/** What about an interest waits for the reader before anything else: to declare, or to decide. */
function askedOf({ interest, stage }: CasePartsFragment): "ASKED" | "WITH_LEAD" | null {
  if (!interest || stage === "CLOSED") return null;
  if (interest.canDecide) return "WITH_LEAD";
  return interest.canDeclare && interest.state === "ASKED" ? "ASKED" : null;
}
