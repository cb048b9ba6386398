import { Checkbox, TextInput } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Flat } from "@/shared/drafting/merge";
import type { Act } from "@/shared/session/useAct";
import { LimitedArea } from "@/shared/ui/Limited";
import { SealChip } from "@/shared/ui/SealChip";
import { Term } from "@/shared/ui/Term";
import { Written } from "@/shared/ui/Written";
import { TERMS } from "../content";
import type { Choices } from "./choices";
import styles from "./Draft.module.css";

interface DraftFieldsProps {
  fields: Flat;
  files: Choices["files"];
  /** What the template says where nothing else is written. */
  defaults: Record<(typeof TERMS)[number], string> | null;
  lang: string;
  act: Act;
  onChange: (part: Flat) => void;
}

export const FIELDS = ["purpose", "months", "returnDays", ...TERMS, "annexFileIds"] as const;
const ORDER: ("label" | "description" | "input" | "error")[] = [
  "label",
  "input",
  "description",
  "error",
];

/** What the small firm writes: purpose, months, files, and the statutory terms ready to change. */
export function DraftFields({ fields, files, defaults, lang, act, onChange }: DraftFieldsProps) {
  const { t } = useTranslation("nda");
  const shared = (name: (typeof FIELDS)[number]) => ({
    name,
    label: t(`field.${name as "purpose"}`),
    description: t(`help.${name as "purpose"}`),
    inputWrapperOrder: ORDER,
    value: fields[name] ?? "",
    error: act.at(name),
  });
  const typed = (name: string) => (event: { currentTarget: { value: string } }) => {
    onChange({ [name]: event.currentTarget.value });
    act.clear(name);
  };
  const number = (name: "months" | "returnDays", most: number) => () => {
    const value = Number(fields[name]);
    if (!Number.isInteger(value) || value < 1 || value > most)
      act.note({ field: name, words: t("fault.number", { most }) });
  };
  const open = TERMS.some((term) => act.at(term)) || act.at("returnDays") !== null;
  return (
    <>
      <LimitedArea
        {...shared("purpose")}
        lang={lang}
        rows={3}
        most={1000}
        required
        onChange={typed("purpose")}
        onBlur={() => {
          if ((fields.purpose ?? "").trim() === "")
            act.note({ field: "purpose", words: t("fault.purpose") });
        }}
      />
      <TextInput
        {...shared("months")}
        classNames={{ input: styles.short ?? "" }}
        inputMode="numeric"
        required
        onChange={typed("months")}
        onBlur={number("months", 120)}
      />
      <Files fields={fields} files={files} onChange={onChange} trouble={act.at("annexFileIds")} />
      <details className={styles.terms} open={open || undefined}>
        <summary>
          {t("draft.terms")} <IconChevronDown size={14} aria-hidden="true" />
        </summary>
        <p className="sb-small sb-muted">{t("draft.termsLead")}</p>
        {TERMS.map((term) => (
          <LimitedArea
            key={term}
            {...shared(term)}
            lang={lang}
            rows={2}
            most={term === "scope" ? 1000 : 500}
            placeholder={defaults?.[term] ?? ""}
            onChange={typed(term)}
          />
        ))}
        <TextInput
          {...shared("returnDays")}
          classNames={{ input: styles.short ?? "" }}
          inputMode="numeric"
          onChange={typed("returnDays")}
          onBlur={number("returnDays", 365)}
        />
      </details>
    </>
  );
}

interface FilesProps {
  fields: Flat;
  files: Choices["files"];
  onChange: (part: Flat) => void;
  trouble: string | null;
}

function Files({ fields, files, onChange, trouble }: FilesProps) {
  const { t } = useTranslation("nda");
  const named = (fields.files ?? "").split(" ").filter((each) => each !== "");
  function toggle(id: string, on: boolean) {
    const next = on ? [...named, id] : named.filter((each) => each !== id);
    onChange({ files: next.join(" ") });
  }
  return (
    <fieldset className={styles.files}>
      <legend>{t("field.files")}</legend>
      <p className={styles.help}>
        <Term word="annex">{t("draft.annex")}</Term> {t("help.files")}
      </p>
      {files.length === 0 ? <p className="sb-small">{t("draft.noFiles")}</p> : null}
      <div className={styles.boxes}>
        {files.map((each) => (
          <Checkbox
            key={each.id}
            checked={named.includes(each.id)}
            onChange={(event) => toggle(each.id, event.currentTarget.checked)}
            label={each.name}
            description={
              <span className={styles.file}>
                <SealChip label={each.depositNumber ?? t("draft.sealed")} />{" "}
                <Written text={each.depositTitle} />
              </span>
            }
          />
        ))}
      </div>
      {trouble ? <p className={styles.trouble}>{trouble}</p> : null}
    </fieldset>
  );
}
