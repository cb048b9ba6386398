import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import {
  DemandsToMatchDocument,
  type Language,
  MatchesOfTechnologyDocument,
  type TechnologyPartsFragment,
} from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { RequestWindow } from "@/shared/matching/RequestWindow";
import { NextStep } from "@/shared/ui/NextStep";

/** What a large firm does next with a technology: follow its match, or request one. */
export function RequestStep({ technology }: { technology: TechnologyPartsFragment }) {
  const { t, i18n } = useTranslation(["technology", "suggest", "common", "terms"]);
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const [asking, setAsking] = useState(false);
  const [{ data: matches }, again] = useTypedQuery(
    MatchesOfTechnologyDocument,
    { id: technology.id, language },
    { fresh: true },
  );
  const [{ data: demands }] = useTypedQuery(
    DemandsToMatchDocument,
    { first: 50, after: null, language },
    { fresh: true },
  );
  const taken = new Set(matches?.matchesOf.map((each) => each.demand?.id));
  const choices = (demands?.demands.nodes ?? []).filter(
    (each) => each.state === "PUBLISHED" && each.canAskSuggestions && !taken.has(each.id),
  );
  const running = matches?.matchesOf[0];
  function turnOf({ state, side, turn }: NonNullable<typeof running>): string {
    if (state === "AWAITING_COORDINATOR") return t("terms:kind.COORDINATOR_INSTITUTION");
    if (state === "MATCHED" || !turn) return t("common:turn.both");
    return turn === side ? t("common:turn.you") : t("common:otherFirm");
  }
  if (running) {
    return (
      <NextStep
        sentence={t("next.requested")}
        turn={turnOf(running)}
        yours={running.turn !== null && running.turn === running.side}
        action={
          <Button component={Link} to={`/deals/${running.id}`}>
            {t("next.deal")}
          </Button>
        }
      >
        <p className="sb-small">{t(`suggest:state.${running.state}`)}</p>
      </NextStep>
    );
  }
  const none = demands !== undefined && choices.length === 0;
  return (
    <>
      <NextStep
        sentence={t(none ? "suggest:request.noDemand" : "next.matched")}
        turn={t("common:turn.you")}
        yours
        action={
          none ? (
            <Button component={Link} to="/demands/new">
              {t("suggest:request.writeDemand")}
            </Button>
          ) : (
            <Button disabled={demands === undefined} onClick={() => setAsking(true)}>
              {t("action.request")}
            </Button>
          )
        }
      />
      {asking ? (
        <RequestWindow
          by="buyer"
          question={t("suggest:request.whichDemand")}
          choices={choices.map((each) => ({
            id: each.id,
            name: each.text.title,
            lang: each.text.language.toLowerCase(),
          }))}
          pairOf={(demandId) => ({ demandId, technologyId: technology.id })}
          onDone={again}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}
