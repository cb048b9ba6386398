import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { NdaPartsFullFragment, NdaRefusal } from "@/shared/graphql/generated/graphql";
import type { Outcome } from "@/shared/session/outcomes";
import { useAct } from "@/shared/session/useAct";
import { Choices } from "@/shared/ui/Choices";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import type { NdaActs } from "../useNdaActs";
import { useConsequences } from "./useConsequences";

export type WindowAct = "offer" | "withdraw" | "refuse" | "end";
const REASONS = ["PERIOD", "PURPOSE", "HOLDERS", "SCOPE", "TERMS", "OTHER"] as const;

interface NdaWindowProps {
  act: WindowAct;
  nda: NdaPartsFullFragment;
  acts: NdaActs;
  onDone: (words: string) => void;
  /** The other firm has to name its readers first. */
  onLacking: () => void;
  onStale: () => void;
  onClose: () => void;
}

/** Offer, take back, refuse or end: what follows, the reason, and the act itself. */
export function NdaWindow(props: NdaWindowProps) {
  const { t } = useTranslation("nda");
  const { act, nda, acts } = props;
  const consequences = useConsequences(nda);
  const [reason, setReason] = useState<NdaRefusal | null>(null);
  const [unchosen, setUnchosen] = useState(false);
  const doing = useAct();

  function ask(words: string): Promise<Outcome<unknown>> {
    if (act === "offer") return acts.offer(nda);
    if (act === "withdraw") return acts.withdraw(nda);
    if (act === "end") return acts.end(nda, words);
    return acts.refuse(nda, reason ?? "OTHER", words);
  }

  async function confirm(words: string) {
    let codes: (string | undefined)[] = [];
    const done = await doing.run(async () => {
      const outcome = await ask(words);
      codes = outcome.problems.map((each) => each.code);
      return outcome;
    });
    if (done) return props.onDone(t(`done.${act}`));
    if (codes.includes("holders_missing")) return props.onLacking();
    if (codes.includes("stale_state")) props.onStale();
  }

  const wordsNeeded = act === "end" || reason === "OTHER";
  return (
    <>
      <ConfirmByConsequence
        title={t(`window.${act}`)}
        consequences={consequences(act)}
        undoable={false}
        danger={act !== "offer"}
        action={t(`act.${act}`)}
        {...(act === "refuse" || act === "end"
          ? {
              reason: {
                label: t(`window.${act}Words`),
                help: t("window.wordsHelp"),
                needed: t("window.wordsNeeded"),
                optional: !wordsNeeded,
              },
            }
          : {})}
        isReady={() => {
          const ready = act !== "refuse" || reason !== null;
          setUnchosen(!ready);
          return ready;
        }}
        refusal={
          doing.problems[0]
            ? {
                words: doing.problems.map((each) => each.words).join(" "),
                signedOut: false,
                field: doing.problems[0].field,
              }
            : null
        }
        onConfirm={confirm}
        onClose={props.onClose}
      >
        {act === "refuse" ? (
          <Choices
            label={t("window.refuseReason")}
            choices={REASONS.map((value) => ({ value, name: t(`reason.${value}`) }))}
            value={reason}
            onChange={(next) => {
              setReason(next);
              setUnchosen(false);
            }}
            error={unchosen ? t("window.refuseNeeded") : null}
          />
        ) : null}
      </ConfirmByConsequence>
      {doing.window}
    </>
  );
}
