import { Button } from "@mantine/core";
import { type FormEvent, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Conflict } from "@/shared/drafting/Conflict";
import type { NdaPartsFullFragment } from "@/shared/graphql/generated/graphql";
import { useDraft } from "@/shared/session/draft";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { Panel } from "@/shared/ui/Panel";
import { VisibilityStrip } from "@/shared/ui/VisibilityStrip";
import { chosen, contentOf, isChanged, settled, writingOf } from "../content";
import { useChecked } from "../useChecked";
import { useNdaActs } from "../useNdaActs";
import { useReaders } from "../useReaders";
import { useTemplate } from "../useTemplate";
import type { Choices } from "./choices";
import styles from "./Draft.module.css";
import { DraftFields, FIELDS } from "./DraftFields";

interface DraftEditorProps {
  nda: NdaPartsFullFragment;
  choices: Choices;
  onSaved: () => void;
  /** Somebody else changed it: ask for the newest. */
  onStale: () => void;
}

/** Write the draft anew; what somebody else wrote meanwhile is shown, and nothing is lost. */
export function DraftEditor({ nda, choices, onSaved, onStale }: DraftEditorProps) {
  const { t } = useTranslation("nda");
  const stored = writingOf(nda);
  const [kept, setKept, forget] = useDraft(`nda.${nda.id}`, stored);
  const { writing, conflicts } = settled(kept, stored);
  const acts = useNdaActs();
  const act = useAct(FIELDS);
  const checked = useChecked();
  const template = useTemplate(nda.templateCode, nda.language);
  const readers = useReaders();
  const changed = isChanged(writing);

  // What was taken up from the server stays taken up, however often the page is drawn.
  useEffect(() => {
    if (writing !== kept) setKept(writing);
  });

  async function submit(event: FormEvent) {
    event.preventDefault();
    const faults = checked(writing.fields);
    if (faults.length > 0) return act.refuse(faults);
    let stale = false;
    const done = await act.run(async () => {
      const outcome = await acts.save(nda.id, writing.revision, contentOf(writing.fields));
      stale = outcome.problems.some(({ code }) => code === "stale_state");
      return outcome;
    });
    if (stale) onStale();
    const saved = done?.nda;
    if (!saved) return;
    forget();
    setKept(writingOf(saved));
    onSaved();
  }

  return (
    <Panel title={t("draft.title")}>
      <form
        ref={act.form}
        className={styles.form}
        onSubmit={(event) => void submit(event)}
        noValidate
      >
        <Trouble words={act.words} />
        {conflicts.length > 0 ? (
          <Conflict
            found={conflicts}
            nameOf={(field) => t(`field.${field as "purpose"}`)}
            onChoose={(theirs) => setKept(chosen(writing, stored, theirs))}
          />
        ) : null}
        <DraftFields
          fields={writing.fields}
          files={choices.files}
          defaults={template?.defaults ?? null}
          lang={nda.language.toLowerCase()}
          act={act}
          onChange={(part) => setKept({ fields: { ...writing.fields, ...part } })}
        />
        <VisibilityStrip readers={readers} />
        <div className={styles.actions}>
          <Button
            type="submit"
            variant="light"
            loading={act.busy}
            disabled={!changed || conflicts.length > 0}
          >
            {t("draft.save")}
          </Button>
          <p className="sb-small sb-muted" role="status">
            {t(changed ? "draft.unsaved" : "draft.saved")}
          </p>
        </div>
        {act.window}
      </form>
    </Panel>
  );
}
