import { useTranslation } from "react-i18next";
import type { PaymentPartsFragment } from "@/shared/graphql/generated/graphql";
import { formatMoment } from "@/shared/lib/dates";
import { Facts } from "@/shared/ui/Panel";
import styles from "./PaymentWords.module.css";

/** What was written about a payment, and who confirmed what and when. */
export function PaymentWords({ payment }: { payment: PaymentPartsFragment }) {
  const { t, i18n } = useTranslation("payment");
  const said = [
    { name: t("said.delivery"), text: payment.deliveryWords },
    { name: t("said.refund"), text: payment.refundWords },
    { name: t("said.answer"), text: payment.refundAnswer },
    { name: t("said.order"), text: payment.orderWords },
  ].filter(({ text }) => text);
  return (
    <>
      {said.length > 0 ? (
        <div className={styles.said}>
          {said.map(({ name, text }) => (
            <div key={name}>
              <h4>{name}</h4>
              <p>{text}</p>
            </div>
          ))}
        </div>
      ) : null}
      <Confirmations payment={payment} language={i18n.language} />
    </>
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
    ...(provider && keeper ? [{ name: t("fact.keeper"), value: t(`keeper.${keeper}.name`) }] : []),
    ...moments.flatMap(({ name, at }) => (at ? [{ name, value: formatMoment(at, language) }] : [])),
  ];
  return rows.length > 0 ? <Facts rows={rows} /> : null;
}
