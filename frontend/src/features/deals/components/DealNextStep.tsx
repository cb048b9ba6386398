import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import type { Standing } from "@/shared/deals/DealContext";
import { addressOf, isDoneBySomebody, useStandingWords } from "@/shared/deals/standing";
import type { DealPartsFragment } from "@/shared/graphql/generated/graphql";
import { NextStep } from "@/shared/ui/NextStep";
import { type Act, answersOf, lacksCheck, overWords } from "./answers";
import { BesideStep } from "./BesideStep";

interface DealNextStepProps {
  match: DealPartsFragment;
  standing: Standing;
  onAsk: (act: Act) => void;
}

/** The one sentence of a deal, whose turn it is, until when, and the way to where it is done. */
export function DealNextStep({ match, standing, onAsk }: DealNextStepProps) {
  const { t } = useTranslation("deal");
  const words = useStandingWords()(standing, match.side ?? null);
  const over = standing.act === "OVER" ? overWords(match) : null;

  function sentence() {
    if (over) return t(`sentence.${over}`);
    return lacksCheck(match) ? t("sentence.answerUnverified") : words.sentence;
  }

  return (
    <NextStep
      sentence={sentence()}
      turn={words.until ? `${words.turn}, ${words.until}` : words.turn}
      yours={words.yours}
      action={<Action match={match} standing={standing} onAsk={onAsk} />}
    >
      <BesideStep match={match} standing={standing} />
    </NextStep>
  );
}

function Action({ match, standing, onAsk }: DealNextStepProps) {
  const { t } = useTranslation(["standing", "deal"]);
  const { pathname } = useLocation();
  const { act, place, canAct } = standing;
  const { primary, others } = answersOf(match);
  if (primary || others.length > 0) {
    return (
      <>
        {others.map((each) => (
          <Button key={each} variant="default" onClick={() => onAsk(each)}>
            {t(`deal:act.${each}`)}
          </Button>
        ))}
        {primary ? (
          <Button onClick={() => onAsk(primary)}>{t(`deal:act.${primary}`)}</Button>
        ) : null}
      </>
    );
  }
  const to = addressOf(match.id, place);
  // Where it is done the page itself has the button.
  const away = place !== "MATCH" && place !== "CASE" && !pathname.startsWith(to);
  return (
    <>
      {match.caseId ? (
        <Button component={Link} to={`/cases/${match.caseId}`} variant="default">
          {t("deal:act.case")}
        </Button>
      ) : null}
      {away && canAct && isDoneBySomebody(act) ? (
        <Button component={Link} to={to}>
          {t(`do.${act}`)}
        </Button>
      ) : null}
      {away && !canAct ? (
        <Button component={Link} to={to} variant="default">
          {t(`look.${place}`)}
        </Button>
      ) : null}
    </>
  );
}
