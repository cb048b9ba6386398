import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useTurn } from "@/shared/deals/turns";
import type { DealPartsFragment } from "@/shared/graphql/generated/graphql";
import { NextStep } from "@/shared/ui/NextStep";
import { Outcome } from "@/shared/ui/Outcome";
import { ActWindow } from "./ActWindow";
import { type Act, standingOf } from "./standing";

interface DealNextStepProps {
  match: DealPartsFragment;
  again: () => void;
}

/** The one sentence of a deal, whose turn it is, until when, and what the reader may do. */
export function DealNextStep({ match, again }: DealNextStepProps) {
  const { t } = useTranslation("deal");
  const turn = useTurn()(match);
  const [asking, setAsking] = useState<Act | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const { words, primary, others } = standingOf(match);
  const text = match.progress?.nextStep?.text ?? "";

  function finish(act: Act | null) {
    if (act) {
      setAsking(null);
      setDone(t(`done.${act}`));
    }
    again();
  }

  return (
    <>
      <NextStep
        sentence={words === "step" ? text : t(`sentence.${words}`)}
        turn={turn.until ? `${turn.words}, ${turn.until}` : turn.words}
        yours={turn.yours}
        action={
          <>
            {others.map((act) => (
              <Button key={act} variant="default" onClick={() => setAsking(act)}>
                {t(`act.${act}`)}
              </Button>
            ))}
            {primary ? (
              <Button onClick={() => setAsking(primary)}>{t(`act.${primary}`)}</Button>
            ) : null}
            {words === "forCoordinator" && match.caseId ? (
              <Button component={Link} to={`/cases/${match.caseId}`}>
                {t("act.case")}
              </Button>
            ) : null}
          </>
        }
      />
      <Outcome words={done} />
      {asking ? (
        <ActWindow
          key={asking}
          act={asking}
          match={match}
          onAnswer={finish}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </>
  );
}
