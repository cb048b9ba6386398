import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type KeyPartsFragment, RetireAgeKeyDocument } from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { formatDate } from "@/shared/lib/dates";
import { shortenMiddle } from "@/shared/lib/text";
import { Chip, type Tone } from "@/shared/ui/Chip";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { CopyButton } from "@/shared/ui/CopyButton";
import { type Refusal, useRefusals } from "@/shared/ui/refusals";
import styles from "../pages/Vault.module.css";

const TONES: Record<KeyPartsFragment["state"], Tone> = {
  PENDING: "amber",
  ACTIVE: "seal",
  RETIRED: "plain",
};

/** One key: whose it is, whether it is in use, and taking it out of use. */
export function KeyRow({ of, onDone }: { of: KeyPartsFragment; onDone: (words: string) => void }) {
  const { t, i18n } = useTranslation("keys");
  const [asking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [, retire] = useTypedMutation(RetireAgeKeyDocument);
  const refusals = useRefusals();
  const when = of.retiredAt ?? of.confirmedAt ?? of.createdAt;

  async function confirm() {
    const answer = await retire({ id: of.id });
    const first = answer.data?.outcome?.errors[0];
    if (answer.error) setRefusal(refusals.ofTransport(answer.error));
    else if (first) setRefusal(refusals.ofDomain(first));
    else {
      setAsking(false);
      onDone(t("retire.done", { label: of.label }));
    }
  }

  return (
    <li className={styles.keyRow}>
      <div>
        <p className={styles.keyName}>
          {of.label}
          <Chip tone={TONES[of.state]}>{t(`state.${of.state}`)}</Chip>
        </p>
        <p className={styles.keyFacts}>
          <span>{of.isOwn ? t("mine") : of.ownerName}</span>
          <span>{t(`since.${of.state}`, { day: formatDate(when, i18n.language) })}</span>
          <span>
            <code>{shortenMiddle(of.recipient)}</code>{" "}
            <CopyButton value={of.recipient} label={t("recipient", { label: of.label })} />
          </span>
        </p>
      </div>
      {of.canRetire ? (
        <Button
          variant="default"
          size="sm"
          aria-label={t("retire.one", { label: of.label })}
          onClick={() => setAsking(true)}
        >
          {t("retire.action")}
        </Button>
      ) : null}
      {asking ? (
        <ConfirmByConsequence
          title={t("retire.title", { label: of.label })}
          consequences={[t("retire.new"), t("retire.old"), t("retire.file")]}
          undoable={false}
          danger
          action={t("retire.action")}
          refusal={refusal}
          onConfirm={confirm}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </li>
  );
}
