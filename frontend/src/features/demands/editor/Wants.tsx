import { NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Choices, ChooseOne } from "@/shared/drafting/Choices";
import drafting from "@/shared/drafting/fields.module.css";
import { fieldId } from "@/shared/drafting/jump";
import type { Industry, TransferMode } from "@/shared/graphql/generated/graphql";
import { formatMoney } from "@/shared/lib/money";
import { readMoney } from "@/shared/lib/typedMoney";
import { CURRENCIES, type DemandDraft } from "./demandDraft";
import styles from "./editor.module.css";

const INDUSTRIES = [
  "ADVANCED_MATERIALS",
  "ENERGY_BATTERY",
  "SEMICONDUCTOR_DISPLAY",
  "MACHINERY_ROBOTICS",
  "MOBILITY",
  "AEROSPACE_DEFENCE",
  "BIO_HEALTH",
  "CHEMISTRY_ENVIRONMENT",
  "ICT_SOFTWARE",
  "CONSTRUCTION_SHIPBUILDING",
  "AGRI_FOOD",
  "OTHER",
] as const satisfies readonly Industry[];
const MODES = [
  "LICENCE",
  "ASSIGNMENT",
  "JOINT_DEVELOPMENT",
  "SUPPLY",
  "INVESTMENT",
] as const satisfies readonly TransferMode[];
const LEVELS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;

interface WantsProps {
  draft: DemandDraft;
  onChange: (change: Partial<DemandDraft>) => void;
  faultOf: (field: string) => string | null;
  marked: ReadonlySet<string>;
}

/** What would fit: fields, level, modes, money and time. */
export function Wants({ draft, onChange, faultOf, marked }: WantsProps) {
  const { t } = useTranslation(["offer", "terms"]);
  const empty = (field: string, is: boolean) =>
    faultOf(field) ?? (is && marked.has(field) ? t("fault.choose") : null);
  return (
    <>
      <Choices
        name="industries"
        label={t("name.industries")}
        help={t("demand.industries.help")}
        options={INDUSTRIES}
        nameOf={(value) => t(`terms:industry.${value}`)}
        values={draft.industries}
        onChange={(industries) => onChange({ industries })}
        needed
        error={empty("industries", draft.industries.length === 0)}
      />
      <Choices
        name="transferModes"
        label={t("name.transferModes")}
        help={t("transferModes.helpDemand")}
        options={MODES}
        nameOf={(value) => t(`terms:mode.${value}`)}
        values={draft.transferModes}
        onChange={(transferModes) => onChange({ transferModes })}
        needed
        error={empty("transferModes", draft.transferModes.length === 0)}
      />
      {(["trlMin", "trlMax"] as const).map((name) => (
        <ChooseOne
          key={name}
          name={name}
          label={t(`name.${name}`)}
          help={t(`demand.${name}.help`)}
          options={LEVELS}
          nameOf={(value) => t(`trl.${value}`)}
          none={t("demand.any")}
          value={draft[name] === null ? "" : (String(draft[name]) as "1")}
          onChange={(value) => onChange({ [name]: value === "" ? null : Number(value) })}
          error={faultOf(name)}
        />
      ))}
      <Budget draft={draft} onChange={onChange} faultOf={faultOf} />
      <div className={drafting.question}>
        <TextInput
          id={fieldId("deadline")}
          type="date"
          label={t("name.deadline")}
          description={t("demand.deadline.help")}
          value={draft.deadline}
          error={faultOf("deadline")}
          onChange={(event) => onChange({ deadline: event.currentTarget.value })}
        />
      </div>
    </>
  );
}

function Budget({ draft, onChange, faultOf }: Omit<WantsProps, "marked">) {
  const { t, i18n } = useTranslation("offer");
  return (
    <fieldset className={`${drafting.choices} ${styles.budget}`}>
      <legend>{t("budgetLegend")}</legend>
      <p className={drafting.help}>
        {t(draft.currency === "KRW" ? "demand.budget.helpKrw" : "demand.budget.help")}
      </p>
      <div className={styles.amounts}>
        {(["budgetMin", "budgetMax"] as const).map((name) => {
          const amount = readMoney(draft[name], draft.currency);
          return (
            <TextInput
              key={name}
              id={fieldId(name)}
              label={t(`name.${name}`)}
              inputMode="text"
              autoComplete="off"
              value={draft[name]}
              error={faultOf(name)}
              description={
                amount
                  ? t("demand.budget.reads", {
                      amount: formatMoney(amount, draft.currency, i18n.language),
                    })
                  : " "
              }
              inputWrapperOrder={["label", "input", "error", "description"]}
              onChange={(event) => onChange({ [name]: event.currentTarget.value })}
            />
          );
        })}
        <NativeSelect
          id={fieldId("currency")}
          label={t("name.currency")}
          value={draft.currency}
          data={[...CURRENCIES]}
          error={faultOf("currency")}
          onChange={(event) => onChange({ currency: event.currentTarget.value })}
        />
      </div>
    </fieldset>
  );
}
