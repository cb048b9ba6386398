import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import type { TechnologyPartsFragment } from "@/shared/graphql/generated/graphql";
import { useSession } from "@/shared/session/session";
import { NextStep } from "@/shared/ui/NextStep";
import { ActButton } from "./ActButton";
import { nextStepOf } from "./nextStepOf";
import styles from "./TechnologyNextStep.module.css";

interface TechnologyNextStepProps {
  technology: TechnologyPartsFragment;
  again: () => void;
}

/** The one sentence, the one primary button, and beside it what else may be done. */
export function TechnologyNextStep({ technology, again }: TechnologyNextStepProps) {
  const { t } = useTranslation(["technology", "common"]);
  const { viewer } = useSession();
  const { pathname } = useLocation();
  const [done, setDone] = useState<string | null>(null);
  const next = nextStepOf(technology, viewer);

  function finish(message: string | null) {
    setDone(message);
    again();
  }

  return (
    <>
      <NextStep
        sentence={t(`next.${next.words}`)}
        turn={t(`common:turn.${next.turn}`)}
        yours={next.turn === "you"}
        action={
          <>
            {next.others.map((act) => (
              <ActButton key={act} act={act} technology={technology} onDone={finish} />
            ))}
            {next.primary ? (
              <ActButton act={next.primary} technology={technology} primary onDone={finish} />
            ) : null}
            {next.link === "signIn" ? (
              <Button component={Link} to={`/sign-in?next=${encodeURIComponent(pathname)}`}>
                {t("common:account.signIn")}
              </Button>
            ) : null}
            {next.link === "compare" ? (
              <Button component={Link} to="/demands?mine=1">
                {t("next.compare")}
              </Button>
            ) : null}
          </>
        }
      >
        {technology.returnReason && technology.state === "DRAFT" ? (
          <blockquote className={styles.reason}>
            <strong>{t("next.returnReason")}</strong>
            {technology.returnReason}
          </blockquote>
        ) : null}
      </NextStep>
      <p className={styles.done} role="status" data-shown={done !== null}>
        {done}
      </p>
    </>
  );
}
