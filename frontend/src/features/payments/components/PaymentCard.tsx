import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ProofChip } from "@/shared/evidence/ProofChip";
import type { PaymentAct, PaymentPartsFragment } from "@/shared/graphql/generated/graphql";
import { formatDay, formatMoment } from "@/shared/lib/dates";
import { formatMoney } from "@/shared/lib/money";
import { languageOf } from "@/shared/lib/text";
import { SealChip } from "@/shared/ui/SealChip";
import { figuresOf } from "../money";
import { asks, type View } from "../progress";
import { PaymentActs } from "./PaymentActs";
import styles from "./PaymentCard.module.css";
import { PaymentSays } from "./PaymentSays";
import { PaymentTrack } from "./PaymentTrack";
import { PaymentWords } from "./PaymentWords";
import { PayPage } from "./PayPage";
import { StateChip } from "./StateChip";
import { TransferDetails } from "./TransferDetails";
import { usePaymentName } from "./usePaymentName";

interface PaymentCardProps {
  payment: PaymentPartsFragment;
  view: View;
  /** What the next step of the deal means; the one filled button of the page. */
  leads: PaymentAct | null;
  onAct: (act: PaymentAct) => void;
}

/** One payment: how much, how far, whose turn, and what this person may do. */
export function PaymentCard({ payment, view, leads, onAct }: PaymentCardProps) {
  const { t, i18n } = useTranslation("payment");
  const { state, dueOn, currency, amountMinor } = payment;
  const name = usePaymentName()(payment);
  const amount = formatMoney(amountMinor, currency, i18n.language);
  const figures = figuresOf(amountMinor, currency, i18n.language);
  const pays = view === "buyer" && state === "INSTRUCTED";
  return (
    <li className={styles.card} data-asks={asks(payment)} id={`payment-${payment.id}`}>
      <header className={styles.head}>
        <div className={styles.name}>
          <h3 lang={payment.title ? languageOf(payment.title) : undefined}>{name}</h3>
          <p className={styles.chips}>
            <StateChip payment={payment} />
            {dueOn ? <span>{t("due", { day: formatDay(dueOn, i18n.language) })}</span> : null}
            {payment.opensDeposit ? <SealChip label={t("opensDeposit")} /> : null}
          </p>
        </div>
        <p className={styles.amount}>
          <strong>{amount}</strong>
          {figures === amount ? null : <span>{figures}</span>}
        </p>
      </header>
      <PaymentTrack state={state} />
      <PaymentSays payment={payment} view={view} />
      {pays && payment.provider === "BANK" ? <TransferDetails payment={payment} /> : null}
      {pays && payment.provider === "STRIPE" ? (
        <PayPage payment={payment} leads={leads !== null} />
      ) : null}
      <PaymentWords payment={payment} />
      <footer className={styles.foot}>
        <PaymentActs payment={payment} name={name} leads={leads} onAct={onAct} />
        {state === "PLANNED" ? null : (
          <ProofChip
            about={{ type: "payment", id: payment.id, kind: "payment" }}
            label={t("recorded")}
          />
        )}
        <span className={styles.since}>
          {t("since", { moment: formatMoment(payment.stateSince, i18n.language) })}
          {" · "}
          <Link
            to={`/records?about=payment&of=${payment.id}`}
            aria-label={t("recordsOf", { name })}
          >
            {t("records")}
          </Link>
        </span>
      </footer>
    </li>
  );
}
