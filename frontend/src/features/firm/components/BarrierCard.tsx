import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type BarriersQuery, LiftBarrierDocument } from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { formatDate } from "@/shared/lib/dates";
import { languageOf } from "@/shared/lib/text";
import { useOutcomes } from "@/shared/session/outcomes";
import { useAct } from "@/shared/session/useAct";
import { Chip } from "@/shared/ui/Chip";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { formatRegistrationNumber } from "../registrationNumber";
import styles from "./Firm.module.css";

interface BarrierCardProps {
  barrier: BarriersQuery["barriers"][number];
  onLifted: () => void;
}

/** One firm that is kept out. */
export function BarrierCard({ barrier, onLifted }: BarrierCardProps) {
  const { t, i18n } = useTranslation("firm");
  const [asking, setAsking] = useState(false);
  const [, lift] = useTypedMutation(LiftBarrierDocument);
  const act = useAct();
  const outcomes = useOutcomes();
  const { name } = barrier;

  async function confirm() {
    const done = await act.run(async () => outcomes.ofMutation(await lift({ id: barrier.id })));
    if (!done) return;
    setAsking(false);
    onLifted();
  }

  return (
    <li className={styles.card}>
      <div>
        <p className={styles.name}>
          {name} <Chip>{t(`barriers.${barrier.kind}.name`)}</Chip>
        </p>
        <p className="sb-tiny sb-muted sb-figures">
          {formatRegistrationNumber(barrier.registrationNumber)} ·{" "}
          {t("barriers.since", { day: formatDate(barrier.declaredAt, i18n.language) })}
        </p>
        {barrier.reason ? (
          <p className="sb-small" lang={languageOf(barrier.reason)}>
            {barrier.reason}
          </p>
        ) : null}
      </div>
      <Button
        variant="default"
        size="sm"
        aria-label={t("barriers.liftThis", { name })}
        onClick={() => {
          act.clear();
          setAsking(true);
        }}
      >
        {t("barriers.lift")}
      </Button>
      {asking ? (
        <ConfirmByConsequence
          title={t("barriers.liftConfirm.title", { name })}
          consequences={[t("barriers.liftConfirm.one"), t("barriers.liftConfirm.two")]}
          undoable
          action={t("barriers.lift")}
          refusal={act.words ? { words: act.words, signedOut: false } : null}
          onConfirm={confirm}
          onClose={() => setAsking(false)}
        />
      ) : null}
      {act.window}
    </li>
  );
}
