import {
  PasswordInput,
  type PasswordInputProps,
  Textarea,
  type TextareaProps,
  TextInput,
  type TextInputProps,
} from "@mantine/core";
import type { RefObject } from "react";
import { useTranslation } from "react-i18next";

/** Fields that take longer texts than allowed, and say so: a browser's limit cuts them in silence. */
interface Limit {
  /** Characters allowed, as people count them. */
  most: number;
}

function useOver(value: unknown, most: number) {
  const { t } = useTranslation();
  const over = [...String(value ?? "").trim()].length - most;
  return over > 0 ? { error: t("tooLong", { over, most }), "data-over": true } : {};
}

export function LimitedInput({ most, ...props }: TextInputProps & Limit) {
  return <TextInput {...props} {...useOver(props.value, most)} />;
}

export function LimitedArea({ most, ...props }: TextareaProps & Limit) {
  return <Textarea {...props} {...useOver(props.value, most)} />;
}

export function LimitedPassword({ most, ...props }: PasswordInputProps & Limit) {
  return <PasswordInput {...props} {...useOver(props.value, most)} />;
}

/** Find the first text of a form that is too long, and put the reader there. */
export function stoppedByLength(form: RefObject<HTMLElement | null>): boolean {
  // places for files and counters carry a mark of the same name
  const over = form.current?.querySelector<HTMLElement>(
    'input[data-over="true"], textarea[data-over="true"]',
  );
  over?.focus();
  return over !== null && over !== undefined;
}
