import { Button } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type InvitationLineFragment,
  InvitationsSentDocument,
  type OrganisationKind,
  RevokeInvitationDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation, useTypedQuery } from "@/shared/graphql/operations";
import { formatDate } from "@/shared/lib/dates";
import { useOutcomes } from "@/shared/session/outcomes";
import { Done } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { Chip, type Tone } from "@/shared/ui/Chip";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { Panel } from "@/shared/ui/Panel";
import { Bar, ErrorState, Loading } from "@/shared/ui/states";
import styles from "./Firm.module.css";
import { InviteForm } from "./InviteForm";

/** Invite a person, and what became of earlier invitations. */
export function Invitations({ kind }: { kind: OrganisationKind }) {
  const { t } = useTranslation("members");
  const [{ data, error }, again] = useTypedQuery(InvitationsSentDocument, {}, { fresh: true });
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const opener = useRef<HTMLButtonElement>(null);

  function settle(words: string | null) {
    setOpen(false);
    setSaid(words);
    if (words) again();
    setTimeout(() => opener.current?.focus());
  }

  return (
    <Panel title={t("invite.section")}>
      <div className={styles.part}>
        <Done words={said} />
        {open ? (
          <InviteForm
            kind={kind}
            onDone={(email) => settle(t("invite.done", { email }))}
            onClose={() => settle(null)}
          />
        ) : (
          <Button
            ref={opener}
            onClick={() => {
              setSaid(null);
              setOpen(true);
            }}
          >
            {t("invite.action")}
          </Button>
        )}
        {error && !data ? <ErrorState error={error} retry={again} /> : null}
        {!data && !error ? (
          <Loading>
            <Bar width="280px" />
          </Loading>
        ) : null}
        {data && data.invitations.length > 0 ? (
          <ul className={styles.cards}>
            {data.invitations.map((each) => (
              <Line
                key={each.id}
                invitation={each}
                onRevoked={() => settle(t("revoke.done", { email: each.email }))}
              />
            ))}
          </ul>
        ) : null}
      </div>
    </Panel>
  );
}

const TONES: Record<InvitationLineFragment["state"], Tone> = {
  OPEN: "amber",
  ACCEPTED: "seal",
  DECLINED: "red",
  REVOKED: "plain",
  EXPIRED: "plain",
};

interface LineProps {
  invitation: InvitationLineFragment;
  onRevoked: () => void;
}

function Line({ invitation, onRevoked }: LineProps) {
  const { t, i18n } = useTranslation(["members", "terms"]);
  const [asking, setAsking] = useState(false);
  const [, revoke] = useTypedMutation(RevokeInvitationDocument);
  const act = useAct();
  const outcomes = useOutcomes();
  const { email, state } = invitation;
  const open = state === "OPEN";

  async function confirm() {
    const done = await act.run(async () =>
      outcomes.ofMutation(await revoke({ id: invitation.id })),
    );
    if (!done) return;
    setAsking(false);
    onRevoked();
  }

  const roles = invitation.roles.map((role) => t(`terms:role.${role}`)).join(", ");
  return (
    <li className={styles.card}>
      <div>
        <p className={styles.name}>
          {email} <Chip tone={TONES[state]}>{t(`invitation.${state}`)}</Chip>
        </p>
        <p className="sb-small sb-muted">
          {roles}
          {invitation.signingAuthority ? ` · ${t("signing.name")}` : ""}
        </p>
        <p className="sb-tiny sb-muted">
          {t(open ? "invitation.until" : "invitation.sent", {
            day: formatDate(open ? invitation.expiresAt : invitation.createdAt, i18n.language),
          })}
        </p>
      </div>
      {open ? (
        <Button
          variant="default"
          size="sm"
          aria-label={t("revoke.this", { email })}
          onClick={() => {
            act.clear();
            setAsking(true);
          }}
        >
          {t("revoke.action")}
        </Button>
      ) : null}
      {asking ? (
        <ConfirmByConsequence
          title={t("revoke.title", { email })}
          consequences={[t("revoke.one"), t("revoke.two")]}
          undoable={false}
          action={t("revoke.action")}
          refusal={act.words ? { words: act.words, signedOut: false } : null}
          onConfirm={confirm}
          onClose={() => setAsking(false)}
        />
      ) : null}
      {act.window}
    </li>
  );
}
