import { useTranslation } from "react-i18next";
import type { PaymentPartsFragment, PaymentState } from "@/shared/graphql/generated/graphql";
import { formatMoment } from "@/shared/lib/dates";
import { languageOf } from "@/shared/lib/text";
import { Facts } from "@/shared/ui/Panel";
import { Keeper } from "./Keeper";
import styles from "./PaymentWords.module.css";

const OVER: readonly PaymentState[] = ["RELEASED", "REFUNDED"];

interface PaymentWordsProps {
  payment: PaymentPartsFragment;
  /** Whether all of it stands open, also behind a finished payment. */
  open?: boolean;
}

/** What was written about a payment, and who confirmed what and when. */
export function PaymentWords({ payment, open = false }: PaymentWordsProps) {
  const { t, i18n } = useTranslation("payment");
  const said = [
    { name: t("said.delivery"), text: payment.deliveryWords },
    { name: t("said.refund"), text: payment.refundWords },
    { name: t("said.answer"), text: payment.refundAnswer },
    { name: t("said.order"), text: payment.orderWords },
  ].filter(({ text }) => text);
  if (!open && OVER.includes(payment.state)) {
    // Behind a finished payment one looks seldom; it stays out of the way of the others.
    return (
      <details className={styles.details}>
        <summary>{t("details")}</summary>
        <Words said={said} />
        <Confirmations payment={payment} language={i18n.language} />
      </details>
    );
  }
  return (
    <>
      <Words said={said} />
      <Confirmations payment={payment} language={i18n.language} />
    </>
  );
}

interface Said {
  name: string;
  text: string | null | undefined;
}

function Words({ said }: { said: readonly Said[] }) {
  if (said.length === 0) return null;
  return (
    <div className={styles.said}>
      {said.map(({ name, text }) => (
        <div key={name}>
          <h4>{name}</h4>
          <p lang={languageOf(text ?? "")}>{text}</p>
        </div>
      ))}
    </div>
  );
}

function Confirmations({ payment, language }: { payment: PaymentPartsFragment; language: string }) {
  const { t } = useTranslation("payment");
  const { keeper, provider, acceptance } = payment;
  const moments = [
    { name: t("fact.received"), at: payment.receivedAt },
    { name: t("fact.confirmed"), at: payment.confirmedAt },
    // by hand the two above say it
    { name: t("fact.held"), at: provider === "STRIPE" ? payment.heldAt : null },
    { name: t("fact.delivered"), at: payment.deliveredAt },
    {
      name: acceptance ? t("fact.accepted", { who: t(`acceptance.${acceptance}`) }) : "",
      at: payment.acceptedAt,
    },
  ];
  const rows = [
    ...(provider ? [{ name: t("fact.provider"), value: t(`provider.${provider}.name`) }] : []),
    ...(provider && keeper ? [{ name: t("fact.keeper"), value: <Keeper keeper={keeper} /> }] : []),
    ...moments.flatMap(({ name, at }) => (at ? [{ name, value: formatMoment(at, language) }] : [])),
  ];
  return rows.length > 0 ? <Facts rows={rows} /> : null;
}
