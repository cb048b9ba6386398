import { TextInput } from "@mantine/core";
import type { Ref } from "react";
import { useTranslation } from "react-i18next";
import { figuresOf, formatRegistrationNumber, numberFault } from "../registrationNumber";

interface NumberFieldProps {
  label: string;
  help: string;
  value: string;
  error: string | null;
  onChange: (value: string) => void;
  /** Told on leaving the field when the number cannot be right. */
  onFault: (words: string) => void;
  ref?: Ref<HTMLInputElement>;
}

/** A business registration number, written as on the certificate while it is typed. */
export function NumberField(props: NumberFieldProps) {
  const { t } = useTranslation("firm");
  return (
    <TextInput
      {...(props.ref ? { ref: props.ref } : {})}
      label={props.label}
      description={props.help}
      inputWrapperOrder={["label", "input", "description", "error"]}
      inputMode="numeric"
      autoComplete="off"
      placeholder="000-00-00000"
      value={formatRegistrationNumber(figuresOf(props.value))}
      onChange={(event) => props.onChange(figuresOf(event.currentTarget.value))}
      onBlur={() => {
        const fault = props.value === "" ? null : numberFault(props.value);
        if (fault) props.onFault(t(`number.${fault}`));
      }}
      error={props.error}
    />
  );
}

/** Find what is wrong with a number, in words; nothing when it may be right. */
export function useNumberFault(): (value: string) => string | null {
  const { t } = useTranslation("firm");
  return (value) => {
    if (value === "") return t("number.needed");
    const fault = numberFault(value);
    return fault ? t(`number.${fault}`) : null;
  };
}
