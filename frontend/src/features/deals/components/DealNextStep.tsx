import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useTurn } from "@/shared/deals/turns";
import type { DealPartsFragment } from "@/shared/graphql/generated/graphql";
import { NextStep } from "@/shared/ui/NextStep";
import { type Act, standingOf } from "./standing";

interface DealNextStepProps {
  match: DealPartsFragment;
  onAsk: (act: Act) => void;
}

/** The one sentence of a deal, whose turn it is, until when, and how the reader may answer. */
export function DealNextStep({ match, onAsk }: DealNextStepProps) {
  const { t } = useTranslation("deal");
  const turn = useTurn()(match);
  const { words, primary, others } = standingOf(match);
  const text = match.progress?.nextStep?.text ?? "";
  const toCase = words === "forCoordinator" ? match.caseId : null;
  return (
    <NextStep
      sentence={words === "step" ? text : t(`sentence.${words}`)}
      turn={turn.until ? `${turn.name}, ${turn.until}` : turn.name}
      yours={turn.yours}
      action={
        primary || others.length > 0 || toCase ? (
          <>
            {others.map((act) => (
              <Button key={act} variant="default" onClick={() => onAsk(act)}>
                {t(`act.${act}`)}
              </Button>
            ))}
            {primary ? <Button onClick={() => onAsk(primary)}>{t(`act.${primary}`)}</Button> : null}
            {toCase ? (
              <Button component={Link} to={`/cases/${toCase}`}>
                {t("act.case")}
              </Button>
            ) : null}
          </>
        ) : null
      }
    />
  );
}
