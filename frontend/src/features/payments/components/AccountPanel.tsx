import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PlanPartsFragment } from "@/shared/graphql/generated/graphql";
import { formatMoment } from "@/shared/lib/dates";
import { Facts, Panel } from "@/shared/ui/Panel";
import type { View } from "../progress";
import { AccountWindow } from "./AccountWindow";
import styles from "./DealPayments.module.css";
import { Keeper } from "./Keeper";

interface AccountPanelProps {
  plan: PlanPartsFragment;
  view: View;
  again: () => void;
  onDone: (words: string) => void;
}

/** Where transfers go, with whom the money lies there, and who said so. */
export function AccountPanel({ plan, view, again, onDone }: AccountPanelProps) {
  const { t, i18n } = useTranslation("payment");
  const [naming, setNaming] = useState(false);
  const { account, canNameAccount } = plan;
  return (
    <Panel title={t("account.title")}>
      {account ? (
        <>
          <Facts
            rows={[
              { name: t("transfer.bank"), value: account.bank },
              { name: t("transfer.number"), value: account.number },
              { name: t("transfer.holder"), value: account.holder },
              {
                name: t("fact.keeper"),
                value: (
                  <>
                    <Keeper keeper={account.keeper} />
                    <small className={styles.small}>{t(`keeper.${account.keeper}.help`)}</small>
                  </>
                ),
              },
            ]}
          />
          <p className={styles.note}>
            {account.namedBy
              ? t("account.namedBy", {
                  name: account.namedBy,
                  moment: formatMoment(account.namedAt, i18n.language),
                })
              : null}
            {view === "seller" && !canNameAccount ? ` · ${t("account.locked")}` : null}
          </p>
        </>
      ) : (
        <p className="sb-small sb-muted">
          {t(canNameAccount ? "account.none.seller" : "account.none.other")}
        </p>
      )}
      {canNameAccount ? (
        <Button
          variant={account ? "default" : "light"}
          className={styles.panelAct ?? ""}
          onClick={() => setNaming(true)}
        >
          {t(account ? "account.change" : "account.name")}
        </Button>
      ) : null}
      {naming ? (
        <AccountWindow
          plan={plan}
          onStale={again}
          onDone={() => {
            setNaming(false);
            onDone(t("account.done"));
          }}
          onClose={() => setNaming(false)}
        />
      ) : null}
    </Panel>
  );
}
