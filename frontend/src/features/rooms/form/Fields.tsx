import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ChooseOne } from "@/shared/drafting/Choices";
import drafting from "@/shared/drafting/fields.module.css";
import { fieldId } from "@/shared/drafting/jump";
import { TextField } from "@/shared/drafting/TextField";
import { LIMITS, type RequestDraft } from "./requestDraft";

export interface FieldProps {
  draft: RequestDraft;
  onChange: (part: Partial<RequestDraft>) => void;
  faultOf: (field: string) => string | null;
}

type TextName = keyof typeof LIMITS;
const LINES: Record<TextName, number> = {
  title: 1,
  purposeWords: 3,
  justification: 4,
  secrecy: 3,
  consideration: 2,
  paymentMethod: 2,
};

/** A field in own words. */
export function Words({ name, draft, onChange, faultOf }: FieldProps & { name: TextName }) {
  const { t } = useTranslation("request");
  return (
    <TextField
      name={name}
      label={t(`field.${name}`)}
      help={t(`help.${name}`)}
      example={t(`example.${name}`)}
      value={draft[name]}
      max={LIMITS[name]}
      lines={LINES[name]}
      watched={false}
      needed
      error={faultOf(name)}
      onChange={(value) => onChange({ [name]: value })}
    />
  );
}

const OPTIONS = {
  presentOwner: ["SELLER", "BUYER", "BOTH", "THIRD_PARTY"],
  isJointDevelopment: ["no", "yes"],
  ownershipAfter: ["UNCHANGED", "BY_CONTRACT"],
  deliveryMethod: ["VIEW_IN_ROOM", "DOWNLOAD_IN_ROOM"],
  returnMethod: ["ACCESS_ENDS", "DESTROY", "RETURN"],
} as const;
type ChoiceName = keyof typeof OPTIONS;

/** A field with a few answers. */
export function OneOf({ name, draft, onChange, faultOf }: FieldProps & { name: ChoiceName }) {
  const { t } = useTranslation("request");
  const options: readonly string[] = OPTIONS[name];
  return (
    <ChooseOne
      name={name}
      label={t(`field.${name}`)}
      help={t(`help.${name}`)}
      options={options}
      nameOf={(value) => t(`${name}.${value}` as "presentOwner.SELLER")}
      value={draft[name]}
      needed
      error={faultOf(name)}
      onChange={(value) => onChange({ [name]: value })}
    />
  );
}

type DayName = "deliveryOn" | "useFrom" | "useUntil" | "returnOn";

/** A day in Korea. */
export function Day({ name, draft, onChange, faultOf }: FieldProps & { name: DayName }) {
  const { t } = useTranslation("request");
  return (
    <div className={drafting.question}>
      <TextInput
        id={fieldId(name)}
        type="date"
        label={t(`field.${name}`)}
        description={t(`help.${name}`)}
        inputWrapperOrder={["label", "description", "input", "error"]}
        withAsterisk
        value={draft[name]}
        error={faultOf(name)}
        onChange={(event) => onChange({ [name]: event.currentTarget.value })}
      />
    </div>
  );
}
