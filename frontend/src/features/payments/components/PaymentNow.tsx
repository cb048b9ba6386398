import { useTranslation } from "react-i18next";
import type { PaymentAct } from "@/shared/graphql/generated/graphql";
import { formatMoment } from "@/shared/lib/dates";
import { Panel } from "@/shared/ui/Panel";
import { actsOf, asks, viewOf } from "../progress";
import type { OnePayment } from "./onePayment";
import { PaymentActs } from "./PaymentActs";
import styles from "./PaymentCard.module.css";
import { PaymentSays } from "./PaymentSays";
import { PaymentTrack } from "./PaymentTrack";

interface PaymentNowProps {
  payment: OnePayment;
  name: string;
  onAct: (act: PaymentAct) => void;
}

/** How far a payment is, whose turn it is, and what this person may do. */
export function PaymentNow({ payment, name, onAct }: PaymentNowProps) {
  const { t, i18n } = useTranslation("payment");
  const { state } = payment;
  const view = viewOf(payment.side);
  // How to pay is chosen where the ways to pay are shown, with the deal.
  const acts = payment.acts.filter((act) => act !== "INSTRUCT");
  const leads = asks({ acts, state }) ? (actsOf({ acts, state }).first[0] ?? null) : null;
  return (
    <Panel title={t("one.now")}>
      <div className={styles.now}>
        <PaymentTrack state={state} />
        <PaymentSays payment={payment} view={view} />
        <footer className={styles.foot}>
          <PaymentActs payment={{ ...payment, acts }} name={name} leads={leads} onAct={onAct} />
          <span className={styles.since}>
            {t("since", { moment: formatMoment(payment.stateSince, i18n.language) })}
          </span>
        </footer>
      </div>
    </Panel>
  );
}
