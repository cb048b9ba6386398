import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import {
  type Language,
  RemindMatchDocument,
  WithdrawMatchDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { formatDate } from "@/shared/lib/dates";
import { useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { type Refusal, useRefusals } from "@/shared/ui/refusals";
import styles from "./AskedFirm.module.css";
import type { Firm } from "./firmAsked";

interface AskedFirmActsProps {
  firm: Firm;
  onDone: (words: string) => void;
}

/** What comes next with one firm: remind it, take the request back, or go to the room. */
export function AskedFirmActs({ firm, onDone }: AskedFirmActsProps) {
  const { t } = useTranslation("asked");
  const { match } = firm;
  const [withdrawing, setWithdrawing] = useState(false);
  return (
    <div className={styles.acts}>
      {match.state === "MATCHED" ? (
        <Button component={Link} to={`/deals/${match.id}/messages`} variant="default" size="sm">
          {t("act.room")}
        </Button>
      ) : null}
      {match.state === "AWAITING_LEAD" && match.canAccept ? (
        <Button component={Link} to={`/deals/${match.id}`} variant="default" size="sm">
          {t("act.confirm")}
        </Button>
      ) : null}
      <Remind firm={firm} onDone={onDone} />
      {match.canWithdraw ? (
        <Button variant="subtle" size="sm" onClick={() => setWithdrawing(true)}>
          {t("act.withdraw")}
        </Button>
      ) : null}
      {withdrawing ? (
        <Withdraw
          firm={firm}
          onDone={() => {
            setWithdrawing(false);
            onDone(t("act.withdrawn"));
          }}
          onClose={() => setWithdrawing(false)}
        />
      ) : null}
    </div>
  );
}

function Remind({ firm, onDone }: AskedFirmActsProps) {
  const { t, i18n } = useTranslation("asked");
  const [, remind] = useTypedMutation(RemindMatchDocument);
  const act = useAct();
  const { ofMutation } = useOutcomes();
  const { match, canRemind, reminderFrom } = firm;
  if (!canRemind || !reminderFrom) return null;
  const matched = match.state === "MATCHED";
  if (new Date(reminderFrom) > new Date())
    return (
      <span className="sb-muted sb-small">
        {t("act.remindFrom", { day: formatDate(reminderFrom, i18n.language) })}
      </span>
    );

  async function send() {
    const done = await act.run(async () => ofMutation(await remind({ id: match.id })));
    if (done) onDone(t(matched ? "act.remindedBy" : "act.reminded"));
  }

  return (
    <>
      <Button variant="default" size="sm" loading={act.busy} onClick={() => void send()}>
        {t(matched ? "act.remindBy" : "act.remind")}
      </Button>
      <Trouble words={act.words} />
      {act.window}
    </>
  );
}

interface WithdrawProps {
  firm: Firm;
  onDone: () => void;
  onClose: () => void;
}

function Withdraw({ firm: { match }, onDone, onClose }: WithdrawProps) {
  const { t, i18n } = useTranslation("deal");
  const [, withdraw] = useTypedMutation(WithdrawMatchDocument);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const refusals = useRefusals();

  async function confirm() {
    const language: Language = i18n.language === "ko" ? "KO" : "EN";
    const answer = await withdraw({ id: match.id, revision: match.revision, language });
    const refused = answer.data?.outcome?.errors[0];
    if (answer.error) setRefusal(refusals.ofTransport(answer.error));
    else if (refused) setRefusal(refusals.ofDomain(refused));
    else onDone();
  }

  return (
    <ConfirmByConsequence
      title={t("confirm.withdraw.title")}
      consequences={[t("confirm.withdraw.one"), t("confirm.withdraw.two")]}
      undoable={false}
      action={t("act.withdraw")}
      refusal={refusal}
      onConfirm={confirm}
      onClose={onClose}
    />
  );
}
