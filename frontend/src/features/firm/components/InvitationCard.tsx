import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  AcceptInvitationDocument,
  DeclineInvitationDocument,
  type InvitationLineFragment,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { formatDate } from "@/shared/lib/dates";
import { useOutcomes } from "@/shared/session/outcomes";
import { useAct } from "@/shared/session/useAct";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import styles from "./Firm.module.css";
import { useFirmName } from "./names";

interface InvitationCardProps {
  invitation: InvitationLineFragment;
  onAccepted: () => void;
  onDeclined: () => void;
}

/** One invitation that waits for an answer. */
export function InvitationCard({ invitation, onAccepted, onDeclined }: InvitationCardProps) {
  const { t, i18n } = useTranslation(["firm", "terms"]);
  const nameOf = useFirmName();
  const [asking, setAsking] = useState<"accept" | "decline" | null>(null);
  const [, accept] = useTypedMutation(AcceptInvitationDocument);
  const [, decline] = useTypedMutation(DeclineInvitationDocument);
  const act = useAct();
  const outcomes = useOutcomes();
  const { id } = invitation;
  const firm = nameOf({
    nameKo: invitation.organisationNameKo,
    nameEn: invitation.organisationNameEn,
  });

  async function answer(which: "accept" | "decline") {
    const done =
      which === "accept"
        ? await act.run(async () => outcomes.ofMutation(await accept({ id })))
        : await act.run(async () => outcomes.ofMutation(await decline({ id })));
    if (!done) return;
    setAsking(null);
    if (which === "accept") onAccepted();
    else onDeclined();
  }

  function ask(which: "accept" | "decline") {
    act.clear();
    setAsking(which);
  }

  const roles = invitation.roles.map((role) => t(`terms:role.${role}`)).join(", ");
  return (
    <li className={styles.card}>
      <div>
        <p className={styles.name}>{firm}</p>
        <p className="sb-small sb-muted">
          {t(`terms:kind.${invitation.organisationKind}`)} · {roles}
          {invitation.signingAuthority ? ` · ${t("signing")}` : ""}
        </p>
        <p className="sb-tiny sb-muted">
          {t("join.until", { day: formatDate(invitation.expiresAt, i18n.language) })}
        </p>
      </div>
      <div className={styles.actions}>
        <Button variant="default" onClick={() => ask("decline")}>
          {t("join.decline")}
        </Button>
        <Button onClick={() => ask("accept")}>{t("join.accept")}</Button>
      </div>
      {asking ? (
        <ConfirmByConsequence
          title={t(`join.confirm.${asking}.title`, { firm })}
          consequences={[t(`join.confirm.${asking}.one`), t(`join.confirm.${asking}.two`)]}
          undoable={false}
          action={t(`join.${asking}`)}
          refusal={act.words ? { words: act.words, signedOut: false } : null}
          onConfirm={() => answer(asking)}
          onClose={() => setAsking(null)}
        />
      ) : null}
      {act.window}
    </li>
  );
}
