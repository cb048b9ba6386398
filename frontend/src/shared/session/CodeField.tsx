import { TextInput } from "@mantine/core";
import type { Ref } from "react";
import styles from "./CodeField.module.css";

interface CodeFieldProps {
  label: string;
  help?: string;
  value: string;
  error: string | null;
  onChange: (value: string) => void;
  /** Codes of an authenticator are figures; those of a mail have letters, too. */
  figures?: boolean;
  autoFocus?: boolean;
  ref?: Ref<HTMLInputElement>;
}

/** One short code, large and with room between its characters; blanks from pasting are dropped. */
export function CodeField({ figures = false, autoFocus = false, ...props }: CodeFieldProps) {
  return (
    <TextInput
      {...(props.ref ? { ref: props.ref } : {})}
      label={props.label}
      description={props.help}
      inputWrapperOrder={["label", "input", "description", "error"]}
      classNames={{ input: styles.code ?? "" }}
      name="code"
      size="md"
      autoComplete="one-time-code"
      inputMode={figures ? "numeric" : "text"}
      autoCapitalize="characters"
      spellCheck={false}
      maxLength={24}
      data-autofocus={autoFocus || undefined}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value.replace(/\s+/g, ""))}
      error={props.error}
    />
  );
}
