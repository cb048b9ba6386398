import { useTranslation } from "react-i18next";
import { Choices, ChooseOne } from "@/shared/drafting/Choices";
import { TextField } from "@/shared/drafting/TextField";
import type { IpStatus, PartnerType, Region } from "@/shared/graphql/generated/graphql";
import { INDUSTRIES, LEVELS, MODES } from "../address";
import { type OfferDraft, yearFault } from "./offerDraft";

const RIGHTS = [
  "PATENT_GRANTED",
  "PATENT_PENDING",
  "KNOW_HOW",
  "COPYRIGHT",
  "DESIGN_RIGHT",
  "NONE",
] as const satisfies readonly IpStatus[];
const PARTNERS = [
  "MANUFACTURER",
  "SYSTEM_INTEGRATOR",
  "MATERIAL_SUPPLIER",
  "DISTRIBUTOR",
  "INVESTOR",
  "RESEARCH_PARTNER",
] as const satisfies readonly PartnerType[];
const REGIONS = [
  "KOREA",
  "ASIA",
  "EUROPE",
  "NORTH_AMERICA",
  "ELSEWHERE",
] as const satisfies readonly Region[];

interface ClassificationProps {
  draft: OfferDraft;
  onChange: (change: Partial<OfferDraft>) => void;
  faultOf: (field: string) => string | null;
  marked: ReadonlySet<string>;
}

/** Facts that are the same in both languages; search and suggestions go by them. */
export function Classification({ draft, onChange, faultOf, marked }: ClassificationProps) {
  const { t } = useTranslation(["offer", "terms"]);
  const faultAt = (field: keyof OfferDraft, empty: boolean) =>
    faultOf(field) ?? (marked.has(field) && empty ? t("fault.choose") : null);
  return (
    <>
      <ChooseOne
        name="industry"
        label={t("name.industry")}
        help={t("industry.help")}
        options={INDUSTRIES}
        nameOf={(value) => t(`terms:industry.${value}`)}
        value={draft.industry}
        onChange={(industry) => onChange({ industry })}
        needed
        error={faultAt("industry", draft.industry === "")}
      />
      <ChooseOne
        name="trl"
        label={t("name.trl")}
        help={t("trl.help")}
        options={LEVELS.map(String)}
        nameOf={(value) => t(`trl.${value as "1"}`)}
        value={draft.trl === null ? "" : String(draft.trl)}
        onChange={(value) => onChange({ trl: value === "" ? null : Number(value) })}
        needed
        error={faultAt("trl", draft.trl === null)}
      />
      <Choices
        name="transferModes"
        label={t("name.transferModes")}
        help={t("transferModes.help")}
        options={MODES}
        nameOf={(value) => t(`terms:mode.${value}`)}
        values={draft.transferModes}
        onChange={(transferModes) => onChange({ transferModes })}
        needed
        error={faultAt("transferModes", draft.transferModes.length === 0)}
      />
      <ChooseOne
        name="ipStatus"
        label={t("name.ipStatus")}
        help={t("ipStatus.help")}
        options={RIGHTS}
        nameOf={(value) => t(`terms:ip.${value}`)}
        value={draft.ipStatus}
        onChange={(ipStatus) => onChange({ ipStatus })}
        needed
        error={faultAt("ipStatus", draft.ipStatus === "")}
      />
      <TextField
        name="year"
        label={t("name.year")}
        help={t("year.help")}
        value={draft.year}
        onChange={(year) => onChange({ year })}
        watched={false}
        error={yearFault(draft.year) ? t("fault.year") : faultOf("year")}
      />
      <Choices
        name="partnerTypes"
        label={t("partnerTypes.label")}
        help={t("partnerTypes.help")}
        options={PARTNERS}
        nameOf={(value) => t(`partner.${value}`)}
        values={draft.partnerTypes}
        onChange={(partnerTypes) => onChange({ partnerTypes })}
        error={faultOf("partnerTypes")}
      />
      <Choices
        name="regions"
        label={t("regions.label")}
        help={t("regions.help")}
        options={REGIONS}
        nameOf={(value) => t(`region.${value}`)}
        values={draft.regions}
        onChange={(regions) => onChange({ regions })}
        error={faultOf("regions")}
      />
      {(["ipcCodes", "ksicCodes"] as const).map((name) => (
        <TextField
          key={name}
          name={name}
          label={t(`${name}.name`)}
          help={t(`${name}.help`)}
          example={t(`${name}.example`)}
          value={draft[name]}
          onChange={(value) => onChange({ [name]: value })}
          watched={false}
          error={faultOf(name)}
        />
      ))}
    </>
  );
}
