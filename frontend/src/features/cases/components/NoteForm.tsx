import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  AddCaseNoteDocument,
  type CaseNotePartsFragment,
  CorrectCaseNoteDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useDraft } from "@/shared/session/draft";
import { type Problem, useOutcomes } from "@/shared/session/outcomes";
import { type Act, useAct } from "@/shared/session/useAct";
import { Window } from "@/shared/ui/Window";
import { FormActions } from "./FormActions";
import { NoteFields, useMissing } from "./NoteFields";
import styles from "./Notes.module.css";
import { draftOf, EMPTY, FIELDS, type NoteDraft, writtenOf } from "./noteDraft";

/** Write down a thought, a call or a meeting. */
export function NoteForm({ id, onDone }: { id: string; onDone: () => void }) {
  const { t } = useTranslation("case");
  const [draft, keep, forget] = useDraft(`case.note.${id}`, EMPTY);
  const [, add] = useTypedMutation(AddCaseNoteDocument);
  const act = useAct(FIELDS);
  const { ofMutation } = useOutcomes();
  const missing = useMissing();

  async function submit(event: FormEvent) {
    event.preventDefault();
    const before = missing(draft);
    if (before.length > 0) return act.refuse(before);
    if (!(await act.run(async () => ofMutation(await add({ id, ...writtenOf(draft) }))))) return;
    forget();
    onDone();
  }

  return (
    <NoteFrame draft={draft} keep={keep} act={act} onSubmit={submit}>
      <FormActions action={t("act.addNote")} act={act} />
    </NoteFrame>
  );
}

interface CorrectNoteProps {
  of: CaseNotePartsFragment;
  onDone: () => void;
  onClose: () => void;
}

/** Put a better version first; what stood there stays readable. */
export function CorrectNote({ of, onDone, onClose }: CorrectNoteProps) {
  const { t } = useTranslation("desk");
  const [begun] = useState(() => draftOf(of));
  const [draft, keep, forget] = useDraft<NoteDraft>(`case.note.correct.${of.id}`, begun);
  const [, correct] = useTypedMutation(CorrectCaseNoteDocument);
  const act = useAct(FIELDS);
  const { ofMutation } = useOutcomes();
  const missing = useMissing();

  async function submit(event: FormEvent) {
    event.preventDefault();
    const before: Problem[] = missing(draft);
    if (before.length > 0) return act.refuse(before);
    const wish = { id: of.id, ...writtenOf(draft) };
    if (!(await act.run(async () => ofMutation(await correct(wish))))) return;
    forget();
    onDone();
  }

  return (
    <Window title={t("note.correct")} onClose={onClose}>
      <p className="sb-muted sb-small">{t("note.correctHelp")}</p>
      <NoteFrame draft={draft} keep={keep} act={act} onSubmit={submit}>
        <FormActions action={t("note.saveCorrection")} act={act} onCancel={onClose} />
      </NoteFrame>
    </Window>
  );
}

interface NoteFrameProps {
  draft: NoteDraft;
  keep: (part: Partial<NoteDraft>) => void;
  act: Act;
  onSubmit: (event: FormEvent) => Promise<void>;
  children: React.ReactNode;
}

function NoteFrame({ draft, keep, act, onSubmit, children }: NoteFrameProps) {
  return (
    <form
      ref={act.form}
      className={styles.form}
      onSubmit={(event) => void onSubmit(event)}
      noValidate
    >
      <NoteFields draft={draft} keep={keep} act={act} />
      {children}
      {act.window}
    </form>
  );
}
