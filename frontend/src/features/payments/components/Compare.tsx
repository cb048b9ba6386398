import { useTranslation } from "react-i18next";
import type { PaymentPartsFragment } from "@/shared/graphql/generated/graphql";
import { formatMoney } from "@/shared/lib/money";
import type { Act } from "@/shared/session/useAct";
import { LimitedInput } from "@/shared/ui/Limited";
import { figuresOf, minorOf } from "../money";
import styles from "./Compare.module.css";

export interface Seen {
  reference: string;
  amount: string;
}

interface CompareProps {
  payment: PaymentPartsFragment;
  seen: Seen;
  act: Act;
  onChange: (seen: Seen) => void;
}

/** What the contract says beside what the bank's statement shows; the server compares them. */
export function Compare({ payment, seen, act, onChange }: CompareProps) {
  const { t, i18n } = useTranslation("payment");
  const { currency, account } = payment;
  const typed = minorOf(seen.amount, currency);
  const told = [
    { name: t("transfer.reference"), value: payment.reference ?? "", mono: true },
    { name: t("transfer.amount"), value: figuresOf(payment.amountMinor, currency, i18n.language) },
    ...(account
      ? [{ name: t("transfer.number"), value: `${account.bank} ${account.number}` }]
      : []),
  ];

  function change(part: Partial<Seen>, field: string) {
    onChange({ ...seen, ...part });
    act.clear(field);
  }

  function leaveAmount() {
    if (seen.amount.trim() !== "" && typed === null)
      act.note({ field: "amount", words: t("compare.badAmount", { currency }) });
  }

  return (
    <>
      <section className={styles.told}>
        <h3>{t("compare.expected")}</h3>
        <dl>
          {told.map((each) => (
            <div key={each.name}>
              <dt>{each.name}</dt>
              <dd className={each.mono ? "sb-mono" : undefined}>{each.value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <fieldset className={styles.seen}>
        <legend>{t("compare.seen")}</legend>
        <LimitedInput
          label={t("compare.reference")}
          description={t("compare.referenceHelp")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          value={seen.reference}
          onChange={(event) => change({ reference: event.currentTarget.value }, "reference")}
          error={act.at("reference")}
          autoComplete="off"
          spellCheck={false}
          most={40}
          required
          data-autofocus
        />
        <LimitedInput
          label={t("compare.amount")}
          description={
            typed === null ? t("compare.amountHelp") : formatMoney(typed, currency, i18n.language)
          }
          inputWrapperOrder={["label", "input", "description", "error"]}
          value={seen.amount}
          onChange={(event) => change({ amount: event.currentTarget.value }, "amount")}
          onBlur={leaveAmount}
          error={act.at("amount")}
          inputMode="decimal"
          autoComplete="off"
          most={40}
          required
        />
      </fieldset>
    </>
  );
}
