import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  AcceptProposalDocument,
  type ProposalPartsFragment,
  RefuseProposalDocument,
  WithdrawProposalDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { nameOf } from "../naming";
import styles from "./Words.module.css";

interface ProposalActsProps {
  proposal: ProposalPartsFragment;
  keeps: boolean;
  onDone: (words: string) => void;
}

/** What may be done with a proposal that waits: keepers decide, who made it may take it back. */
export function ProposalActs({ proposal, keeps, onDone }: ProposalActsProps) {
  const { t, i18n } = useTranslation("words");
  const [asking, setAsking] = useState<"accept" | "refuse" | null>(null);
  const [, accept] = useTypedMutation(AcceptProposalDocument);
  const [, refuse] = useTypedMutation(RefuseProposalDocument);
  const [, withdraw] = useTypedMutation(WithdrawProposalDocument);
  const act = useAct();
  const outcomes = useOutcomes();
  const { id, concept } = proposal;
  const name = nameOf(proposal.words, i18n.language);
  const refusal = act.words ? { words: act.words, signedOut: false } : null;

  async function confirm(answer: string) {
    const revision = concept?.revision ?? null;
    const done = await act.run<unknown>(async () =>
      asking === "accept"
        ? outcomes.ofMutation(await accept({ id, revision }))
        : outcomes.ofMutation(await refuse({ id, answer })),
    );
    if (!done) return;
    onDone(asking === "accept" ? t("done.accepted", { name }) : t("done.refused"));
    setAsking(null);
  }

  async function takeBack() {
    if (await act.run(async () => outcomes.ofMutation(await withdraw({ id })))) {
      onDone(t("done.withdrawn"));
    }
  }

  function ask(what: "accept" | "refuse") {
    act.clear();
    setAsking(what);
  }

  return (
    <div className={styles.actions}>
      {keeps ? (
        <>
          <Button
            size="sm"
            variant="default"
            disabled={concept?.state === "RETIRED"}
            aria-label={t("proposals.acceptThis", { name })}
            onClick={() => ask("accept")}
          >
            {t("proposals.accept")}
          </Button>
          <Button
            size="sm"
            variant="default"
            aria-label={t("proposals.refuseThis", { name })}
            onClick={() => ask("refuse")}
          >
            {t("proposals.refuse")}
          </Button>
        </>
      ) : null}
      {proposal.isOwn ? (
        <Button
          size="sm"
          variant="default"
          loading={act.busy && asking === null}
          aria-label={t("proposals.withdrawThis", { name })}
          onClick={() => void takeBack()}
        >
          {t("proposals.withdraw")}
        </Button>
      ) : null}
      {asking ? null : <Trouble words={act.words} />}
      {asking === "accept" ? (
        <ConfirmByConsequence
          title={t("proposals.acceptConfirm.title", { name })}
          consequences={[t("proposals.acceptConfirm.one"), t("proposals.acceptConfirm.two")]}
          undoable
          action={t("proposals.accept")}
          refusal={refusal}
          onConfirm={confirm}
          onClose={() => setAsking(null)}
        />
      ) : null}
      {asking === "refuse" ? (
        <ConfirmByConsequence
          title={t("proposals.refuseConfirm.title", { name })}
          consequences={[t("proposals.refuseConfirm.one")]}
          undoable={false}
          action={t("proposals.refuse")}
          reason={{
            label: t("proposals.refuseConfirm.why"),
            help: t("proposals.refuseConfirm.whyHelp"),
            needed: t("proposals.refuseConfirm.whyNeeded"),
            most: 500,
          }}
          refusal={refusal}
          onConfirm={confirm}
          onClose={() => setAsking(null)}
        />
      ) : null}
      {act.window}
    </div>
  );
}
