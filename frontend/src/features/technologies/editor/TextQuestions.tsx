import { useTranslation } from "react-i18next";
import { TextField } from "@/shared/drafting/TextField";
import type { Language } from "@/shared/graphql/generated/graphql";
import type { OfferText } from "@/shared/offers/fieldNames";
import { isNeeded, KEYWORDS_MAX, keywordFault, LIMITS, type TextDraft } from "./offerDraft";

const LINES: Partial<Record<OfferText, number>> = {
  problem: 3,
  summary: 4,
  description: 5,
  advantages: 4,
  specification: 3,
  comparison: 3,
  proofAvailable: 3,
  fieldOfUse: 2,
  partnerSought: 3,
  withheld: 4,
};

interface TextQuestionsProps {
  fields: readonly OfferText[];
  language: Language;
  text: TextDraft;
  onChange: (field: OfferText, value: string) => void;
  faultOf: (field: string) => string | null;
  /** Fields to mark as missing, after an attempt to submit. */
  marked: ReadonlySet<string>;
}

/** The questions of one part, in the language that is being written. */
export function TextQuestions(props: TextQuestionsProps) {
  const { fields, language, text, onChange, faultOf, marked } = props;
  const { t } = useTranslation("offer");
  return fields.map((field) => {
    const name = `${language.toLowerCase()}.${field}`;
    const max = LIMITS[field];
    const list = field === "keywords" ? keywordFault(text.keywords) : null;
    const own = list ? t(`fault.${list}`, { max: KEYWORDS_MAX }) : null;
    const empty = marked.has(name) && text[field].trim() === "" ? t("fault.required") : null;
    return (
      <TextField
        key={name}
        name={name}
        label={t(`question.${field}.label`)}
        help={t(`question.${field}.help`)}
        example={t(`question.${field}.example`)}
        value={text[field]}
        onChange={(value) => onChange(field, value)}
        lines={LINES[field] ?? 1}
        needed={isNeeded(field)}
        lang={language.toLowerCase()}
        error={own ?? faultOf(name) ?? empty}
        {...(max === undefined ? {} : { max })}
      />
    );
  });
}
