import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DepositPartsFragment } from "@/shared/graphql/generated/graphql";
import { Trouble } from "@/shared/session/Trouble";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { Panel } from "@/shared/ui/Panel";
import { type OfTechnology, PurposeField } from "../wizard/PurposeField";
import { useSealing } from "../wizard/useSealing";
import styles from "../wizard/wizard.module.css";

interface TieDepositProps {
  deposit: DepositPartsFragment;
  again: () => void;
}

/** A sealed deposit is still to be tied to its technology. */
export function TieDeposit({ deposit, again }: TieDepositProps) {
  const { t } = useTranslation("vault");
  const [purpose, setPurpose] = useState<OfTechnology>("new");
  const [asking, setAsking] = useState(false);
  const { act, tie } = useSealing(deposit);

  async function confirm() {
    setAsking(false);
    await tie(purpose);
    again();
  }

  return (
    <Panel title={t("tie.title")}>
      <div className={styles.form}>
        <p>{t("tie.body")}</p>
        <PurposeField now value={purpose} onChange={setPurpose} />
        <Trouble words={act.words} />
        <div className={styles.acts}>
          <Button loading={act.busy} onClick={() => setAsking(true)}>
            {t("tie.action")}
          </Button>
        </div>
      </div>
      {act.window}
      {asking ? (
        <ConfirmByConsequence
          title={t("tie.confirm")}
          consequences={[t("tie.one"), t("tie.two")]}
          undoable={false}
          action={t("tie.action")}
          onConfirm={confirm}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </Panel>
  );
}
