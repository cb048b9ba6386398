import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CombinedError } from "urql";
import {
  CloseDemandDocument,
  type DemandPartsFragment,
  PublishDemandDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useSession } from "@/shared/session/session";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { NextStep } from "@/shared/ui/NextStep";
import { type Refusal, useRefusals } from "@/shared/ui/refusals";
import styles from "./DemandNextStep.module.css";

interface DemandNextStepProps {
  demand: DemandPartsFragment;
  deadline: string | null;
  again: () => void;
}

type Act = "publish" | "close";

function wordsOf(demand: DemandPartsFragment, deadline: string | null, checked: boolean) {
  if (!demand.isOwn) return demand.origin === "IMPORTED" ? "imported" : "other";
  if (demand.state === "CLOSED") return "closed";
  if (demand.state === "DRAFT") {
    if (demand.canPublish) return "draft";
    return checked ? "draftWait" : "draftCheck";
  }
  return deadline ? "publishedUntil" : "published";
}

/** The next step of a demand, with publishing and closing. */
export function DemandNextStep({ demand, deadline, again }: DemandNextStepProps) {
  const { t, i18n } = useTranslation(["demand", "common"]);
  const [asking, setAsking] = useState<Act | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const [, publish] = useTypedMutation(PublishDemandDocument);
  const [, close] = useTypedMutation(CloseDemandDocument);
  const refusals = useRefusals();
  const { viewer } = useSession();

  async function act(which: Act) {
    const language = i18n.language === "ko" ? ("KO" as const) : ("EN" as const);
    const answer =
      which === "publish"
        ? await publish({ id: demand.id, revision: demand.revision ?? 0, language })
        : await close({ id: demand.id, language });
    const error: CombinedError | undefined = answer.error;
    const refused = answer.data?.outcome?.errors[0];
    if (error) setRefusal(refusals.ofTransport(error));
    else if (refused) {
      setRefusal(refusals.ofDomain(refused));
      if (refused.code === "stale_state") again();
    } else {
      setAsking(null);
      setDone(t(`done.${which}`));
      again();
    }
  }

  function ask(which: Act) {
    setRefusal(null);
    setAsking(which);
  }

  const mine = demand.canPublish;
  const checked = viewer?.organisation?.verification === "VERIFIED";
  const words = wordsOf(demand, deadline, checked);
  const others = demand.isOwn || demand.origin === "IMPORTED" ? "nobody" : "both";
  const turn = words === "draftCheck" ? "verifier" : others;
  return (
    <>
      <NextStep
        sentence={t(`next.${words}`, { day: deadline ?? "" })}
        turn={t(`common:turn.${mine ? "you" : turn}`)}
        yours={mine}
        action={
          demand.isOwn ? (
            <>
              {demand.state === "PUBLISHED" ? (
                <Button component="a" href="#suggestions-title" className={styles.jump ?? ""}>
                  {t("suggestions.see")}
                </Button>
              ) : null}
              {demand.canClose ? (
                <Button variant="default" onClick={() => ask("close")}>
                  {t("action.close")}
                </Button>
              ) : null}
              {demand.canPublish ? (
                <Button onClick={() => ask("publish")}>{t("action.publish")}</Button>
              ) : null}
            </>
          ) : null
        }
      />
      <p className={styles.done} role="status" data-shown={done !== null}>
        {done}
      </p>
      {asking ? (
        <ConfirmByConsequence
          title={t(`confirm.${asking}.title`)}
          consequences={[
            t(`confirm.${asking}.one`),
            t(`confirm.${asking}.two`),
            t(`confirm.${asking}.three`),
          ]}
          undoable={false}
          action={t(`action.${asking}`)}
          refusal={refusal}
          onConfirm={() => act(asking)}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </>
  );
}
