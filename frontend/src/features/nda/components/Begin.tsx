import { Button } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDeal } from "@/shared/deals/DealContext";
import {
  type Language,
  type NdaPartsFullFragment,
  NdaTemplatesDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { formatDay } from "@/shared/lib/dates";
import { useDraft } from "@/shared/session/draft";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { Choices as Radios } from "@/shared/ui/Choices";
import { Panel } from "@/shared/ui/Panel";
import { ErrorState, PageSkeleton } from "@/shared/ui/states";
import { Term } from "@/shared/ui/Term";
import { VisibilityStrip } from "@/shared/ui/VisibilityStrip";
import { contentOf, EMPTY, fieldsOf, withoutDefaults } from "../content";
import { useChecked } from "../useChecked";
import { useNdaActs } from "../useNdaActs";
import { useReaders } from "../useReaders";
import type { Choices } from "./choices";
import styles from "./Draft.module.css";
import { DraftFields, FIELDS } from "./DraftFields";
import { TemplateText } from "./TemplateText";

interface BeginProps {
  /** The last one, which came to nothing; a new one begins from its words. */
  before: NdaPartsFullFragment | null;
  choices: Choices;
  onDone: () => void;
}

/** The small firm begins: from which text, in which language, for what and for how long. */
export function Begin({ before, choices, onDone }: BeginProps) {
  const { t, i18n } = useTranslation(["nda", "common"]);
  const { match } = useDeal();
  const [{ data, error }, again] = useTypedQuery(NdaTemplatesDocument, {});
  const acts = useNdaActs();
  const [kept, setKept, forget] = useDraft(`nda.new.${match.id}.${before?.id ?? "first"}`, {
    language: before?.language ?? acts.language,
    fields: before ? fieldsOf(before) : EMPTY,
  });
  const [reading, setReading] = useState(false);
  const act = useAct(FIELDS);
  const checked = useChecked();
  const readers = useReaders();

  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) return <PageSkeleton />;
  const templates = data.ndaTemplates;
  const template = templates.find((each) => each.language === kept.language) ?? templates[0];
  if (!template) return null;
  const { code, language } = template;

  async function submit(event: FormEvent) {
    event.preventDefault();
    const faults = checked(kept.fields);
    if (faults.length > 0) return act.refuse(faults);
    const done = await act.run(() => acts.draft(match.id, code, language, contentOf(kept.fields)));
    if (!done) return;
    forget();
    onDone();
  }

  return (
    <Panel title={t("begin.title")}>
      <form
        ref={act.form}
        className={styles.form}
        onSubmit={(event) => void submit(event)}
        noValidate
      >
        <p className="sb-muted">
          <Term word="nda">{t("what.term")}</Term> {t("begin.lead")}
        </p>
        <Trouble words={act.words} />
        <Radios
          label={t("begin.template")}
          value={language}
          onChange={(next: Language) =>
            setKept({ language: next, fields: withoutDefaults(kept.fields, template.defaults) })
          }
          choices={templates.map((each) => ({
            value: each.language,
            name: t(`begin.${each.language}`),
            help: t("begin.version", {
              version: each.version,
              day: formatDay(each.effectiveFrom, i18n.language),
            }),
          }))}
        />
        <Button variant="default" className={styles.show ?? ""} onClick={() => setReading(true)}>
          {t("begin.read")}
        </Button>
        <DraftFields
          fields={kept.fields}
          files={choices.files}
          defaults={template.defaults}
          lang={language.toLowerCase()}
          act={act}
          onChange={(part) => setKept({ fields: { ...kept.fields, ...part } })}
        />
        <VisibilityStrip readers={readers} />
        <p className="sb-small sb-muted">{t("begin.next")}</p>
        <div className={styles.actions}>
          <Button type="submit" loading={act.busy}>
            {t("begin.do")}
          </Button>
        </div>
        {act.window}
      </form>
      {reading ? <TemplateText template={template} onClose={() => setReading(false)} /> : null}
    </Panel>
  );
}
