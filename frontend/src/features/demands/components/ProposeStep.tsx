import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import {
  type Language,
  MatchesOfDemandDocument,
  ProposableDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { RequestWindow } from "@/shared/matching/RequestWindow";
import { useSession } from "@/shared/session/session";
import { NextStep } from "@/shared/ui/NextStep";
import styles from "./DemandNextStep.module.css";

/** What a small firm does next with a demand: follow its matches, or propose a technology. */
export function ProposeStep({ demandId, may }: { demandId: string; may: boolean }) {
  const { t, i18n } = useTranslation(["suggest", "demand", "common", "market"]);
  const { viewer } = useSession();
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const small = viewer?.organisation?.kind === "SME";
  const [asking, setAsking] = useState(false);
  const [{ data: open }, againMatches] = useTypedQuery(
    MatchesOfDemandDocument,
    { id: demandId, language },
    { fresh: true, pause: !small },
  );
  const [{ data }, againChoices] = useTypedQuery(
    ProposableDocument,
    { demandId, language },
    { fresh: true, pause: !may },
  );
  const choices = (data?.proposable ?? []).map(({ id, card, summary }) => ({
    id,
    name: summary?.title || card.area || t("market:untitledPlain"),
    lang: (summary ?? card).language.toLowerCase(),
  }));
  const running = open?.matchesOf ?? [];
  const none = may && data !== undefined && choices.length === 0;
  const words = may
    ? none && running.length === 0
      ? "propose.none"
      : "propose.next"
    : "propose.role";
  return (
    <>
      <NextStep
        sentence={t(running.length > 0 && none ? "propose.running" : words)}
        turn={t(
          `common:turn.${may && choices.length > 0 ? "you" : running.length > 0 ? "both" : "nobody"}`,
        )}
        yours={may && choices.length > 0}
        action={
          choices.length > 0 ? (
            <Button onClick={() => setAsking(true)}>{t("request.propose")}</Button>
          ) : none && running.length === 0 ? (
            <Button component={Link} to="/technologies/new" variant="default">
              {t("propose.write")}
            </Button>
          ) : null
        }
      >
        {running.length > 0 ? (
          <ul className={styles.running}>
            {running.map(({ id, state, technology }) => (
              <li key={id}>
                <Link to={`/deals/${id}`}>
                  {technology?.summary?.title || technology?.card.area || t("match")}
                </Link>{" "}
                <span className="sb-muted">{t(`state.${state}`)}</span>
              </li>
            ))}
          </ul>
        ) : null}
      </NextStep>
      {asking ? (
        <RequestWindow
          by="seller"
          question={t("request.whichTechnology")}
          choices={choices}
          pairOf={(technologyId) => ({ demandId, technologyId })}
          onDone={() => {
            againMatches();
            againChoices();
          }}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}
