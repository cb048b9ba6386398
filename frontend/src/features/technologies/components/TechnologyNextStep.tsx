import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import type { TechnologyPartsFragment } from "@/shared/graphql/generated/graphql";
import { useSession } from "@/shared/session/session";
import { NextStep } from "@/shared/ui/NextStep";
import { ActButton } from "./ActButton";
import type { Act } from "./acts";
import { DuplicateButton } from "./DuplicateButton";
import { nextStepOf } from "./nextStepOf";
import { RequestStep } from "./RequestStep";
import styles from "./TechnologyNextStep.module.css";

interface TechnologyNextStepProps {
  technology: TechnologyPartsFragment;
  again: () => void;
}

/** Acts that belong beside the next step; the others stand quietly below it. */
const BESIDE: readonly Act[] = ["submit", "revise", "discardRevision"];

/** The one sentence, the one primary button, and beside it what else may be done. */
export function TechnologyNextStep({ technology, again }: TechnologyNextStepProps) {
  const { t } = useTranslation(["technology", "common"]);
  const { viewer } = useSession();
  const { pathname, state: from } = useLocation();
  const [done, setDone] = useState<string | null>(doneBefore(from));
  const status = useRef<HTMLParagraphElement>(null);
  const next = nextStepOf(technology, viewer);

  function finish(message: string | null) {
    setDone(message);
    again();
  }

  // The button that acted may be gone with the new state; the message is where one goes on.
  useEffect(() => {
    if (done) status.current?.focus({ preventScroll: true });
  }, [done]);

  if (next.link === "request") return <RequestStep technology={technology} />;
  const below = next.others.filter((act) => !BESIDE.includes(act));
  return (
    <>
      <NextStep
        sentence={t(`next.${next.words}`)}
        turn={t(`common:turn.${next.turn}`)}
        yours={next.turn === "you" || next.link === "review"}
        action={
          <>
            {next.others
              .filter((act) => BESIDE.includes(act))
              .map((act) => (
                <ActButton key={act} act={act} technology={technology} onDone={finish} />
              ))}
            {next.primary ? (
              <ActButton act={next.primary} technology={technology} primary onDone={finish} />
            ) : null}
            {next.link === "edit" ? (
              <Button component={Link} to={`/technologies/${technology.id}/edit`}>
                {t("action.edit")}
              </Button>
            ) : null}
            {next.link === "review" ? (
              <Button component={Link} to={`/reviews/${technology.id}`}>
                {t("next.reviewPage")}
              </Button>
            ) : null}
            {next.link === "signIn" ? (
              <Button component={Link} to={`/sign-in?next=${encodeURIComponent(pathname)}`}>
                {t("common:account.signIn")}
              </Button>
            ) : null}
          </>
        }
      />
      <p
        ref={status}
        tabIndex={-1}
        className={styles.done}
        role="status"
        data-shown={done !== null}
      >
        {done}
      </p>
      {technology.isOwn && technology.origin === "NATIVE" ? (
        <div className={styles.more}>
          <Button
            component={Link}
            to={`/technologies/${technology.id}/versions`}
            variant="subtle"
            size="compact-md"
          >
            {t("action.versions")}
          </Button>
          {technology.canDuplicate ? <DuplicateButton id={technology.id} /> : null}
          {below.map((act) => (
            <ActButton key={act} act={act} technology={technology} quiet onDone={finish} />
          ))}
        </div>
      ) : null}
    </>
  );
}

function doneBefore(from: unknown): string | null {
  const said = (from as { done?: unknown } | null)?.done;
  return typeof said === "string" ? said : null;
}
