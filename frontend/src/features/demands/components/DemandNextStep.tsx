import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import type { DemandPartsFragment } from "@/shared/graphql/generated/graphql";
import { useSession } from "@/shared/session/session";
import { NextStep } from "@/shared/ui/NextStep";
import { DemandAct } from "./DemandAct";
import styles from "./DemandNextStep.module.css";
import { DuplicateDemand } from "./DuplicateDemand";
import { ProposeStep } from "./ProposeStep";

interface DemandNextStepProps {
  demand: DemandPartsFragment;
  deadline: string | null;
  again: () => void;
}

function wordsOf(demand: DemandPartsFragment, deadline: string | null, checked: boolean) {
  if (demand.state === "CLOSED") return "closed";
  if (demand.state === "DRAFT") {
    if (demand.canPublish) return "draft";
    return checked ? "draftWait" : "draftCheck";
  }
  return deadline ? "publishedUntil" : "published";
}

/** The next step of a demand: for its own firm to write, publish and look; for others to propose. */
export function DemandNextStep({ demand, deadline, again }: DemandNextStepProps) {
  const { t } = useTranslation(["demand", "common"]);
  const { viewer } = useSession();
  if (!demand.isOwn) {
    if (demand.origin === "NATIVE" && demand.state === "PUBLISHED")
      return <ProposeStep demandId={demand.id} may={demand.isMatchable} />;
    return (
      <NextStep
        sentence={t(demand.origin === "IMPORTED" ? "next.imported" : "next.closed")}
        turn={t("common:turn.nobody")}
      />
    );
  }
  const checked = viewer?.organisation?.verification === "VERIFIED";
  return <OwnStep demand={demand} deadline={deadline} checked={checked} again={again} />;
}

function OwnStep(props: DemandNextStepProps & { checked: boolean }) {
  const { demand, deadline, checked, again } = props;
  const { t } = useTranslation(["demand", "common"]);
  const { state: from } = useLocation();
  const said = (from as { done?: unknown } | null)?.done;
  const [done, setDone] = useState<string | null>(typeof said === "string" ? said : null);
  const status = useRef<HTMLParagraphElement>(null);
  const words = wordsOf(demand, deadline, checked);
  const yours = demand.canPublish || demand.canEdit;
  const turn = words === "draftCheck" ? "verifier" : yours ? "you" : "nobody";

  // The button that acted may be gone with the new state; the message is where one goes on.
  useEffect(() => {
    if (done) status.current?.focus({ preventScroll: true });
  }, [done]);

  function finish(message: string | null) {
    setDone(message);
    again();
  }

  return (
    <>
      <NextStep
        sentence={t(`next.${words}`, { day: deadline ?? "" })}
        turn={t(`common:turn.${turn}`)}
        yours={yours}
        action={
          <>
            {demand.canPublish ? (
              <DemandAct act="publish" demand={demand} onDone={finish} primary={!demand.canEdit} />
            ) : null}
            {demand.canEdit ? (
              <Button component={Link} to={`/demands/${demand.id}/edit`}>
                {t("action.edit")}
              </Button>
            ) : null}
            {demand.state === "PUBLISHED" ? (
              <Button component={Link} to={`/demands/${demand.id}/matches`}>
                {t("suggestions.see")}
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
      <div className={styles.more}>
        {demand.canDuplicate ? <DuplicateDemand id={demand.id} /> : null}
        {demand.canClose ? (
          <DemandAct
            act={demand.state === "DRAFT" ? "discard" : "close"}
            demand={demand}
            onDone={finish}
          />
        ) : null}
      </div>
    </>
  );
}
