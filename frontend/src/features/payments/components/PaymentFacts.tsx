import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { formatMoney } from "@/shared/lib/money";
import { CopyButton } from "@/shared/ui/CopyButton";
import { Facts, Panel } from "@/shared/ui/Panel";
import { Written } from "@/shared/ui/Written";
import { figuresOf } from "../money";
import styles from "./Desk.module.css";
import { useFirms } from "./firms";
import type { OnePayment } from "./onePayment";
import { PaymentWords } from "./PaymentWords";

interface PaymentFactsProps {
  payment: OnePayment;
  /** The payments of the deal, where this person reads the deal. */
  deal: string | null;
}

/** Amount, reference and account of a payment, and who confirmed what and when. */
export function PaymentFacts({ payment, deal }: PaymentFactsProps) {
  const { t, i18n } = useTranslation("payment");
  const { account, reference, amountMinor, currency } = payment;
  const { buyer, seller } = useFirms()(payment);
  const figures = figuresOf(amountMinor, currency, i18n.language);
  const words = formatMoney(amountMinor, currency, i18n.language);
  const rows = [
    {
      name: t("transfer.amount"),
      value: (
        <span className={styles.lines}>
          <strong>{figures}</strong>
          {words === figures ? null : <small>{words}</small>}
        </span>
      ),
    },
    ...(reference
      ? [
          {
            name: t("transfer.reference"),
            value: (
              <span className={styles.reference}>
                <code>{reference}</code>
                <CopyButton value={reference} label={t("transfer.reference")} />
              </span>
            ),
          },
        ]
      : []),
    ...(account
      ? [
          { name: t("transfer.bank"), value: <Written text={account.bank} /> },
          {
            name: t("transfer.number"),
            value: (
              <span className={styles.reference}>
                <code>{account.number}</code>
                <CopyButton value={account.number} label={t("transfer.number")} />
              </span>
            ),
          },
          { name: t("transfer.holder"), value: <Written text={account.holder} /> },
        ]
      : []),
    { name: t("one.buyer"), value: <Written text={buyer} /> },
    { name: t("one.seller"), value: <Written text={seller} /> },
  ];
  return (
    <>
      <Panel title={t("one.facts")}>
        <Facts rows={rows} />
        <p className={styles.ways}>
          <Link to={`/statements/${payment.matchId}`}>{t("history.statement")}</Link>
          {deal ? <Link to={deal}>{t("statement.toDeal")}</Link> : null}
        </p>
      </Panel>
      {payment.provider ? (
        <Panel title={t("one.confirmations")}>
          <div className={styles.list}>
            <PaymentWords payment={payment} open />
          </div>
        </Panel>
      ) : null}
    </>
  );
}
