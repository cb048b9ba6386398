import { Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldId } from "@/shared/drafting/jump";

interface LineProps {
  name: string;
  label: string;
  help: string;
  value: string;
  max: number;
  lines?: number;
  error: string | null;
  onChange: (value: string) => void;
}

const ORDER: ("label" | "input" | "description" | "error")[] = [
  "label",
  "input",
  "description",
  "error",
];

/** One answer that the certificate will carry; says at once when it grows too long. */
export function Line({ name, label, help, value, max, lines = 1, error, onChange }: LineProps) {
  const { t } = useTranslation("vault");
  const [left, setLeft] = useState(false);
  const over = [...value].length - max;
  const empty = left && value.trim() === "" ? t("field.needed") : null;
  const shared = {
    id: fieldId(name),
    label,
    description: help,
    inputWrapperOrder: ORDER,
    withAsterisk: true,
    "aria-required": true,
    value,
    error: over > 0 ? t("field.tooLong", { count: over }) : (error ?? empty),
    onBlur: () => setLeft(true),
  };
  return lines > 1 ? (
    <Textarea
      {...shared}
      autosize
      minRows={lines}
      maxRows={14}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  ) : (
    <TextInput {...shared} onChange={(event) => onChange(event.currentTarget.value)} />
  );
}
