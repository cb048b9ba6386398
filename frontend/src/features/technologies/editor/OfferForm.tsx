import { useTranslation } from "react-i18next";
import { Section } from "@/shared/drafting/EditorFrame";
import { KeepOut } from "@/shared/drafting/KeepOut";
import { LanguageTabs } from "@/shared/drafting/LanguageTabs";
import type { Language } from "@/shared/graphql/generated/graphql";
import type { OfferText } from "@/shared/offers/fieldNames";
import { VisibilityStrip } from "@/shared/ui/VisibilityStrip";
import { Classification } from "./Classification";
import { lackingCount, type OfferDraft } from "./offerDraft";
import { TextQuestions } from "./TextQuestions";

const CARD = ["area", "problem"] as const satisfies readonly OfferText[];
const SUMMARY = [
  "title",
  "summary",
  "description",
  "advantages",
  "specification",
  "comparison",
  "proofAvailable",
  "fieldOfUse",
  "partnerSought",
  "keywords",
] as const satisfies readonly OfferText[];
const WITHHELD = ["withheld"] as const satisfies readonly OfferText[];

interface OfferFormProps {
  draft: OfferDraft;
  language: Language;
  onLanguage: (language: Language) => void;
  onChange: (draft: OfferDraft) => void;
  faultOf: (field: string) => string | null;
  marked: ReadonlySet<string>;
}

/** The four parts of an offer, each headed by who reads it. */
export function OfferForm(props: OfferFormProps) {
  const { draft, language, onLanguage, onChange, faultOf, marked } = props;
  const { t } = useTranslation("offer");
  const text = draft.texts[language];
  const questions = (fields: readonly OfferText[]) => (
    <TextQuestions
      fields={fields}
      language={language}
      text={text}
      onChange={(field, value) =>
        onChange({ ...draft, texts: { ...draft.texts, [language]: { ...text, [field]: value } } })
      }
      faultOf={faultOf}
      marked={marked}
    />
  );
  return (
    <>
      <LanguageTabs
        value={language}
        onChange={onLanguage}
        lacking={{ KO: lackingCount(draft, "KO"), EN: lackingCount(draft, "EN") }}
        controls="offer-texts"
      />
      <div
        id="offer-texts"
        role="tabpanel"
        aria-labelledby={`language-${language}`}
        style={{ display: "contents" }}
      >
        <Section
          title={t("section.card.title")}
          lead={t("section.card.lead")}
          readers={<VisibilityStrip readers={t("section.card.readers")} />}
        >
          <KeepOut words={t("keepOut.card")} />
          {questions(CARD)}
        </Section>
        <Section
          title={t("section.summary.title")}
          lead={t("section.summary.lead")}
          readers={<VisibilityStrip readers={t("section.summary.readers")} />}
        >
          <KeepOut words={t("keepOut.summary")} />
          {questions(SUMMARY)}
        </Section>
        <Section
          title={t("section.withheld.title")}
          lead={t("section.withheld.lead")}
          readers={<VisibilityStrip readers={t("section.summary.readers")} />}
        >
          {questions(WITHHELD)}
        </Section>
      </div>
      <Section
        title={t("section.classes.title")}
        lead={t("section.classes.lead")}
        readers={<VisibilityStrip readers={t("section.classes.readers")} />}
      >
        <Classification
          draft={draft}
          onChange={(change) => onChange({ ...draft, ...change })}
          faultOf={faultOf}
          marked={marked}
        />
      </Section>
    </>
  );
}
