import { Textarea, TextInput } from "@mantine/core";
import { IconChevronDown, IconShieldExclamation } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./fields.module.css";
import { giveawayIn } from "./giveaways";
import { fieldId } from "./jump";

interface TextFieldProps {
  /** The field's name at the server, for example `ko.title`. */
  name: string;
  label: string;
  help: string;
  example?: string;
  value: string;
  onChange: (value: string) => void;
  /** Characters allowed; none for lists, which count their entries. */
  max?: number;
  lines?: number;
  needed?: boolean;
  lang?: string;
  error?: string | null;
  /** Whether readers must not learn from it who wrote it. */
  watched?: boolean;
  onBlur?: () => void;
  disabled?: boolean;
}

/** One question: its words, help, example, a counter, and what in the answer gives the firm away. */
export function TextField(props: TextFieldProps) {
  const { name, label, help, example, value, max, lines = 1, error, watched = true } = props;
  const { t } = useTranslation("offer");
  const [left, setLeft] = useState(false);
  const length = [...value].length;
  const over = max !== undefined && length > max;
  const found = watched ? giveawayIn(value) : null;
  const shared = {
    id: fieldId(name),
    label,
    description: help,
    inputWrapperOrder: ["label", "description", "input", "error"] as (
      | "label"
      | "description"
      | "input"
      | "error"
    )[],
    value,
    withAsterisk: props.needed ?? false,
    "aria-required": props.needed ?? false,
    error: over && left ? t("fault.too_long", { over: length - max }) : (error ?? null),
    onBlur: () => {
      setLeft(true);
      props.onBlur?.();
    },
    disabled: props.disabled ?? false,
    ...(props.lang ? { lang: props.lang } : {}),
  };
  return (
    <div className={styles.question}>
      {lines > 1 ? (
        <Textarea
          {...shared}
          rows={lines}
          classNames={{ input: styles.area ?? "" }}
          onChange={(event) => props.onChange(event.currentTarget.value)}
        />
      ) : (
        <TextInput {...shared} onChange={(event) => props.onChange(event.currentTarget.value)} />
      )}
      <div className={styles.under}>
        {example ? (
          <details className={styles.example}>
            <summary>
              {t("example")}
              <span className="sb-hidden">: {label}</span>
              <IconChevronDown size={14} aria-hidden="true" />
            </summary>
            <p>{example}</p>
          </details>
        ) : (
          <span />
        )}
        {max === undefined ? null : (
          <span className={styles.counter} data-over={over}>
            <span aria-hidden="true">
              {length.toLocaleString("en")}/{max.toLocaleString("en")}
            </span>
            <span className="sb-hidden">{t("counter", { length, max })}</span>
          </span>
        )}
      </div>
      <p className={styles.giveaway} role="status" data-shown={found !== null}>
        {found ? (
          <>
            <IconShieldExclamation size={16} aria-hidden="true" />
            {t(`giveaway.${found.sign}`, { words: found.words })}
          </>
        ) : null}
      </p>
    </div>
  );
}
