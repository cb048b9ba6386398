import { ActionIcon, Checkbox, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { fieldId } from "@/shared/drafting/jump";
import type { Currency } from "@/shared/graphql/generated/graphql";
import { languageOf } from "@/shared/lib/text";
import { LimitedArea, LimitedInput } from "@/shared/ui/Limited";
import { type DeclaredFiles, useFileName } from "../components/MilestoneList";
import { MoneyField } from "./MoneyField";
import type { TypedMilestone } from "./termsDraft";
import styles from "./write.module.css";

interface MilestoneFieldsProps {
  at: number;
  count: number;
  milestone: TypedMilestone;
  currency: Currency;
  files: DeclaredFiles;
  errorAt: (field: string) => string | null;
  onChange: (part: Partial<TypedMilestone>) => void;
  onLeave: (field: string) => void;
  onMove: (to: number) => void;
  onRemove: () => void;
}

const ORDER = ["label", "input", "error", "description"] as (
  | "label"
  | "input"
  | "error"
  | "description"
)[];

/** One payment and what is delivered for it. */
export function MilestoneFields(props: MilestoneFieldsProps) {
  const { t } = useTranslation("sheet");
  const { at, count, milestone, currency, files, errorAt, onChange, onLeave } = props;
  const place = `milestones.${at}`;
  const number = at + 1;
  const shared = (part: string) => ({
    id: fieldId(`${place}.${part}`),
    inputWrapperOrder: ORDER,
    error: errorAt(`${place}.${part}`),
    onBlur: () => onLeave(`${place}.${part}`),
    withAsterisk: true,
    "aria-required": true,
  });
  return (
    <li className={styles.milestone}>
      <fieldset>
        <legend>{t("write.milestone", { number })}</legend>
        <div className={styles.tools}>
          <ActionIcon
            variant="subtle"
            size={44}
            disabled={at === 0}
            aria-label={t("write.up", { number })}
            onClick={() => props.onMove(at - 1)}
          >
            <IconArrowUp size={18} aria-hidden="true" />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            size={44}
            disabled={at === count - 1}
            aria-label={t("write.down", { number })}
            onClick={() => props.onMove(at + 1)}
          >
            <IconArrowDown size={18} aria-hidden="true" />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="red"
            size={44}
            aria-label={t("write.remove", { number })}
            onClick={props.onRemove}
          >
            <IconTrash size={18} aria-hidden="true" />
          </ActionIcon>
        </div>
        <LimitedInput
          {...shared("title")}
          label={t("write.title")}
          description={t("write.titleHelp")}
          most={200}
          lang={languageOf(milestone.title)}
          value={milestone.title}
          onChange={(event) => onChange({ title: event.currentTarget.value })}
        />
        <div className={styles.two}>
          <MoneyField
            name={`${place}.amountMinor`}
            label={t("write.amount")}
            currency={currency}
            value={milestone.amount}
            error={errorAt(`${place}.amountMinor`)}
            needed
            onChange={(amount) => onChange({ amount })}
            onBlur={() => onLeave(`${place}.amountMinor`)}
          />
          <TextInput
            {...shared("dueOn")}
            type="date"
            label={t("write.due")}
            value={milestone.dueOn}
            onChange={(event) => onChange({ dueOn: event.currentTarget.value })}
          />
        </div>
        <LimitedArea
          {...shared("delivery")}
          label={t("write.delivery")}
          description={t("write.deliveryHelp")}
          rows={2}
          most={1000}
          lang={languageOf(milestone.delivery)}
          value={milestone.delivery}
          onChange={(event) => onChange({ delivery: event.currentTarget.value })}
        />
        <Documents
          place={place}
          files={files}
          chosen={milestone.documents}
          error={errorAt(`${place}.documents`)}
          onChange={(documents) => onChange({ documents })}
        />
        <Checkbox
          label={t("write.release")}
          description={t("write.releaseHelp")}
          checked={milestone.depositRelease}
          onChange={(event) => onChange({ depositRelease: event.currentTarget.checked })}
        />
      </fieldset>
    </li>
  );
}

interface DocumentsProps {
  place: string;
  files: DeclaredFiles;
  chosen: readonly string[];
  error: string | null;
  onChange: (documents: string[]) => void;
}

function Documents({ place, files, chosen, error, onChange }: DocumentsProps) {
  const { t } = useTranslation("sheet");
  const nameOf = useFileName(files);
  const id = fieldId(`${place}.documents`);
  return (
    <fieldset className={styles.documents} id={id} aria-describedby={`${id}-help`}>
      <legend>{t("write.documents")}</legend>
      <p id={`${id}-help`} className={styles.help}>
        {t(files.length > 0 ? "write.documentsHelp" : "write.documentsNone")}
        {error ? <span className={styles.wrong}>{error}</span> : null}
      </p>
      {files.map(({ id: file }) => (
        <Checkbox
          key={file}
          label={nameOf(file)}
          aria-invalid={error ? true : undefined}
          checked={chosen.includes(file)}
          onChange={(event) =>
            onChange(
              event.currentTarget.checked
                ? [...chosen, file]
                : chosen.filter((each) => each !== file),
            )
          }
        />
      ))}
    </fieldset>
  );
}
