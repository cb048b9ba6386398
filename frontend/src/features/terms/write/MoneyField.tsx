import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { fieldId } from "@/shared/drafting/jump";
import type { Currency } from "@/shared/graphql/generated/graphql";
import { formatMoney } from "@/shared/lib/money";
import { readMoney, typedMoney } from "@/shared/lib/typedMoney";
import styles from "./write.module.css";

interface MoneyFieldProps {
  name: string;
  label: string;
  help?: string;
  currency: Currency;
  value: string;
  error: string | null;
  needed?: boolean;
  onChange: (value: string) => void;
  onBlur: () => void;
}

/** An amount as people type it, and below it how it was read. */
export function MoneyField(props: MoneyFieldProps) {
  const { t, i18n } = useTranslation("sheet");
  const { currency, value } = props;
  const minor = value.trim() === "" ? null : readMoney(value, currency);
  const example = t(currency === "KRW" ? "write.amountExample" : "write.amountExampleOther");
  return (
    <div>
      <TextInput
        id={fieldId(props.name)}
        label={props.label}
        description={props.help ?? example}
        inputWrapperOrder={["label", "input", "error", "description"]}
        leftSection={<span className={styles.currency}>{currency}</span>}
        leftSectionWidth={52}
        inputMode={currency === "KRW" && i18n.language === "ko" ? "text" : "decimal"}
        autoComplete="off"
        aria-required={props.needed ?? false}
        withAsterisk={props.needed ?? false}
        classNames={{ input: styles.amount ?? "" }}
        value={value}
        error={props.error}
        onChange={(event) => props.onChange(event.currentTarget.value)}
        onBlur={() => {
          if (minor && minor !== "0") props.onChange(typedMoney(minor, currency));
          props.onBlur();
        }}
      />
      {minor ? (
        <p className={styles.read} aria-live="polite">
          {formatMoney(minor, currency, i18n.language)}
        </p>
      ) : null}
    </div>
  );
}
