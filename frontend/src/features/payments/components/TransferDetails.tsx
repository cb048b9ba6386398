import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { PaymentPartsFragment } from "@/shared/graphql/generated/graphql";
import { formatMoment } from "@/shared/lib/dates";
import { CopyButton } from "@/shared/ui/CopyButton";
import { figuresOf } from "../money";
import styles from "./TransferDetails.module.css";

/** Everything a transfer needs, each to be copied by itself. */
export function TransferDetails({ payment }: { payment: PaymentPartsFragment }) {
  const { t, i18n } = useTranslation("payment");
  const { account, reference, amountMinor, currency } = payment;
  const amount = figuresOf(amountMinor, currency, i18n.language);
  const rows = [
    ...(account
      ? [
          { name: t("transfer.bank"), value: account.bank },
          { name: t("transfer.number"), value: account.number, copy: account.number },
          { name: t("transfer.holder"), value: account.holder },
        ]
      : []),
    { name: t("transfer.amount"), value: amount, copy: amount.replace(/[^\d.]/g, "") },
    {
      name: t("transfer.reference"),
      value: reference ?? "",
      copy: reference ?? "",
      help: t("transfer.referenceHelp"),
    },
  ];
  return (
    <section className={styles.details}>
      <h4>{t("transfer.title")}</h4>
      {account ? null : <p className={styles.missing}>{t("transfer.noAccount")}</p>}
      <dl>
        {rows.map(({ name, value, copy, help }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <strong className={copy ? styles.figures : undefined}>{value}</strong>
              {copy ? <CopyButton value={copy} label={name} /> : null}
              {help ? <small>{help}</small> : null}
            </dd>
          </div>
        ))}
      </dl>
      {account ? (
        <p className={styles.warning}>
          <IconAlertTriangle size={16} aria-hidden="true" />
          <span>
            {t("transfer.warning")}{" "}
            {t("transfer.asTold", { moment: formatMoment(account.namedAt, i18n.language) })}
          </span>
        </p>
      ) : null}
    </section>
  );
}
