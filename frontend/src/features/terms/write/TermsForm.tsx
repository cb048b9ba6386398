import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { fieldId } from "@/shared/drafting/jump";
import type { Currency, Exclusivity, TransferMode } from "@/shared/graphql/generated/graphql";
import { languageOf } from "@/shared/lib/text";
import { Choices } from "@/shared/ui/Choices";
import { LimitedArea, LimitedInput } from "@/shared/ui/Limited";
import { Panel } from "@/shared/ui/Panel";
import { MilestonesPart } from "./MilestonesPart";
import { MoneyField } from "./MoneyField";
import type { TermsFormProps } from "./termsFormProps";
import styles from "./write.module.css";

const MODES: readonly TransferMode[] = [
  "LICENCE",
  "ASSIGNMENT",
  "JOINT_DEVELOPMENT",
  "SUPPLY",
  "INVESTMENT",
];
const EXCLUSIVITIES: readonly Exclusivity[] = ["NON_EXCLUSIVE", "SOLE", "EXCLUSIVE"];
const CURRENCIES: readonly Currency[] = ["KRW", "USD", "EUR"];
const ORDER = ["label", "input", "error", "description"] as (
  | "label"
  | "input"
  | "error"
  | "description"
)[];

/** The points of an offer, in the order in which a contract names them. */
export function TermsForm(props: TermsFormProps) {
  return (
    <>
      <What {...props} />
      <MoneyPart {...props} />
      <MilestonesPart {...props} />
      <Note {...props} />
    </>
  );
}

function What({ typed, errorAt, onChange, onLeave }: TermsFormProps) {
  const { t } = useTranslation(["sheet", "terms"]);
  const words = (name: "field" | "territory", most: number) => ({
    id: fieldId(name),
    label: t(`write.${name}`),
    description: t(`write.${name}Help`),
    inputWrapperOrder: ORDER,
    withAsterisk: true,
    "aria-required": true,
    most,
    lang: languageOf(typed[name]),
    value: typed[name],
    error: errorAt(name),
    onBlur: () => onLeave(name),
  });
  return (
    <Panel title={t("write.what")}>
      <div className={styles.fields}>
        <NativeSelect
          id={fieldId("mode")}
          label={t("write.mode")}
          withAsterisk
          aria-required
          value={typed.mode}
          error={errorAt("mode")}
          onBlur={() => onLeave("mode")}
          onChange={(event) =>
            onChange({ mode: event.currentTarget.value as TransferMode | "" }, "mode")
          }
          data={[
            { value: "", label: t("write.choose") },
            ...MODES.map((value) => ({ value, label: t(`terms:mode.${value}`) })),
          ]}
        />
        <Choices
          label={t("write.exclusivity")}
          choices={EXCLUSIVITIES.map((value) => ({
            value,
            name: t(`exclusivity.${value}`),
            help: t(`exclusivityHelp.${value}`),
          }))}
          value={typed.exclusivity || null}
          error={errorAt("exclusivity")}
          onChange={(exclusivity) => onChange({ exclusivity }, "exclusivity")}
        />
        <LimitedArea
          {...words("field", 500)}
          rows={2}
          onChange={(event) => onChange({ field: event.currentTarget.value }, "field")}
        />
        <LimitedInput
          {...words("territory", 300)}
          onChange={(event) => onChange({ territory: event.currentTarget.value }, "territory")}
        />
        <div className={styles.term}>
          <TextInput
            id={fieldId("months")}
            label={t("write.months")}
            description={t("write.monthsHelp")}
            inputWrapperOrder={ORDER}
            inputMode="numeric"
            autoComplete="off"
            disabled={typed.endless}
            value={typed.endless ? "" : typed.months}
            error={errorAt("months")}
            onBlur={() => onLeave("months")}
            onChange={(event) => onChange({ months: event.currentTarget.value }, "months")}
          />
          <Checkbox
            label={t("write.endless")}
            checked={typed.endless}
            onChange={(event) => onChange({ endless: event.currentTarget.checked }, "months")}
          />
        </div>
      </div>
    </Panel>
  );
}

function MoneyPart({ typed, errorAt, onChange, onLeave }: TermsFormProps) {
  const { t } = useTranslation("sheet");
  return (
    <Panel title={t("write.money")}>
      <div className={styles.fields}>
        <NativeSelect
          id={fieldId("currency")}
          className={styles.short ?? ""}
          label={t("write.currency")}
          value={typed.currency}
          error={errorAt("currency")}
          onChange={(event) =>
            onChange({ currency: event.currentTarget.value as Currency }, "currency")
          }
          data={[...CURRENCIES]}
        />
        <MoneyField
          name="upfrontMinor"
          label={t("write.upfront")}
          help={t("write.upfrontHelp")}
          currency={typed.currency}
          value={typed.upfront}
          error={errorAt("upfrontMinor")}
          onChange={(upfront) => onChange({ upfront }, "upfrontMinor")}
          onBlur={() => onLeave("upfrontMinor")}
        />
        <TextInput
          id={fieldId("royaltyBasisPoints")}
          className={styles.short ?? ""}
          label={t("write.royalty")}
          description={t("write.royaltyHelp")}
          inputWrapperOrder={ORDER}
          inputMode="decimal"
          autoComplete="off"
          rightSection={<span aria-hidden="true">%</span>}
          value={typed.royalty}
          error={errorAt("royaltyBasisPoints")}
          onBlur={() => onLeave("royaltyBasisPoints")}
          onChange={(event) =>
            onChange({ royalty: event.currentTarget.value }, "royaltyBasisPoints")
          }
        />
      </div>
    </Panel>
  );
}

function Note({ typed, errorAt, onChange, onLeave }: TermsFormProps) {
  const { t } = useTranslation("sheet");
  return (
    <Panel title={t("write.note")}>
      <LimitedArea
        id={fieldId("note")}
        aria-label={t("write.note")}
        description={t("write.noteHelp")}
        inputWrapperOrder={ORDER}
        rows={4}
        most={2000}
        lang={languageOf(typed.note)}
        value={typed.note}
        error={errorAt("note")}
        onBlur={() => onLeave("note")}
        onChange={(event) => onChange({ note: event.currentTarget.value }, "note")}
      />
    </Panel>
  );
}
