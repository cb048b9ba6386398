import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Section } from "@/shared/drafting/EditorFrame";
import { KeepOut } from "@/shared/drafting/KeepOut";
import { LanguageTabs } from "@/shared/drafting/LanguageTabs";
import { TextField } from "@/shared/drafting/TextField";
import type { Language } from "@/shared/graphql/generated/graphql";
import { VisibilityStrip } from "@/shared/ui/VisibilityStrip";
import {
  type DemandDraft,
  EXCLUSIONS_MAX,
  isNeeded,
  LIMITS,
  lackingCount,
  TEXTS,
} from "./demandDraft";
import { Wants } from "./Wants";

const LINES = { title: 1, need: 5, outcomes: 4, constraints: 3 } as const;

interface DemandFormProps {
  draft: DemandDraft;
  language: Language;
  onLanguage: (language: Language) => void;
  onChange: (draft: DemandDraft) => void;
  faultOf: (field: string) => string | null;
  marked: ReadonlySet<string>;
  /** Questions in place of the fields, for whoever wants them. */
  guide: ReactNode;
  /** What the firm knows already, sealed before it asks. */
  known: ReactNode;
}

/** The need in words, what would fit, and what stays with the firm. */
export function DemandForm(props: DemandFormProps) {
  const { draft, language, onLanguage, onChange, faultOf, marked } = props;
  const { t } = useTranslation("offer");
  const words = draft.texts[language];
  const prefix = language.toLowerCase();
  const readers = <VisibilityStrip readers={t("section.need.readers")} />;
  return (
    <>
      <LanguageTabs
        value={language}
        onChange={onLanguage}
        lacking={{ KO: lackingCount(draft, "KO"), EN: lackingCount(draft, "EN") }}
        controls="demand-texts"
      />
      <div id="demand-texts" role="tabpanel" aria-labelledby={`language-${language}`}>
        <Section title={t("section.need.title")} lead={t("section.need.lead")} readers={readers}>
          <KeepOut words={t("keepOut.demand")} />
          {props.guide}
          {TEXTS.map((name) => (
            <TextField
              key={`${prefix}.${name}`}
              name={`${prefix}.${name}`}
              label={t(`demand.${name}.label`)}
              help={t(`demand.${name}.help`)}
              example={t(`demand.${name}.example`)}
              value={words[name]}
              max={LIMITS[name]}
              lines={LINES[name]}
              lang={prefix}
              needed={isNeeded(name)}
              error={
                faultOf(`${prefix}.${name}`) ??
                (marked.has(`${prefix}.${name}`) && words[name].trim() === ""
                  ? t("fault.required")
                  : null)
              }
              onChange={(value) =>
                onChange({
                  ...draft,
                  texts: { ...draft.texts, [language]: { ...words, [name]: value } },
                })
              }
            />
          ))}
        </Section>
      </div>
      <Section title={t("section.wants.title")} lead={t("section.wants.lead")} readers={readers}>
        <Wants
          draft={draft}
          onChange={(change) => onChange({ ...draft, ...change })}
          faultOf={faultOf}
          marked={marked}
        />
      </Section>
      <Section
        title={t("section.private.title")}
        lead={t("section.private.lead")}
        readers={<VisibilityStrip readers={t("section.private.readers")} />}
      >
        <TextField
          name="exclusions"
          label={t("demand.exclusions.label")}
          help={t("demand.exclusions.help")}
          example={t("demand.exclusions.example")}
          value={draft.exclusions}
          max={EXCLUSIONS_MAX}
          lines={4}
          watched={false}
          error={faultOf("exclusions")}
          onChange={(exclusions) => onChange({ ...draft, exclusions })}
        />
      </Section>
      <Section
        title={t("section.known.title")}
        lead={t("section.known.lead")}
        readers={<VisibilityStrip readers={t("section.known.readers")} />}
      >
        {props.known}
      </Section>
    </>
  );
}
