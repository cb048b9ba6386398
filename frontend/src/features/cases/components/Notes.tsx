import { type FormEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import { AddCaseNoteDocument, type CasePartsFragment } from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { formatInstant, formatMoment } from "@/shared/lib/dates";
import { languageOf } from "@/shared/lib/text";
import { useDraft } from "@/shared/session/draft";
import { useOutcomes } from "@/shared/session/outcomes";
import { useAct } from "@/shared/session/useAct";
import { LimitedArea } from "@/shared/ui/Limited";
import { Panel } from "@/shared/ui/Panel";
import { VisibilityStrip } from "@/shared/ui/VisibilityStrip";
import { FormActions } from "./FormActions";
import styles from "./Notes.module.css";

/** Private notes of a case: written here, read only inside the coordinator institution. */
export function Notes({ of, again }: { of: CasePartsFragment; again: () => void }) {
  const { t, i18n } = useTranslation("case");
  return (
    <Panel title={t("notes.title")}>
      <div className={styles.notes}>
        {of.canWrite ? <NoteForm id={of.id} again={again} /> : null}
        {of.notes.length === 0 ? <p className="sb-muted sb-small">{t("notes.empty")}</p> : null}
        <ol className={styles.list}>
          {of.notes.map((note) => (
            <li key={note.id}>
              <p className={styles.by}>
                <strong>{note.authorName}</strong>{" "}
                <time
                  dateTime={note.createdAt}
                  title={formatInstant(note.createdAt, i18n.language)}
                >
                  {formatMoment(note.createdAt, i18n.language)}
                </time>
              </p>
              <p className={styles.text} lang={languageOf(note.text)}>
                {note.text}
              </p>
            </li>
          ))}
        </ol>
      </div>
    </Panel>
  );
}

const FIELDS = ["text"] as const;

function NoteForm({ id, again }: { id: string; again: () => void }) {
  const { t, i18n } = useTranslation("case");
  const [{ text }, keep, forget] = useDraft(`case.note.${id}`, { text: "" });
  const [, add] = useTypedMutation(AddCaseNoteDocument);
  const act = useAct(FIELDS);
  const { ofMutation } = useOutcomes();
  const field = useRef<HTMLTextAreaElement>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (text.trim() === "") return act.refuse([{ field: "text", words: t("notes.needed") }]);
    const language = i18n.language === "ko" ? ("KO" as const) : ("EN" as const);
    const note = { id, text: text.trim(), language };
    if (!(await act.run(async () => ofMutation(await add(note))))) return;
    forget();
    again();
    field.current?.focus();
  }

  return (
    <form
      ref={act.form}
      className={styles.form}
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      <LimitedArea
        ref={field}
        label={t("notes.label")}
        value={text}
        onChange={(event) => {
          keep({ text: event.currentTarget.value });
          act.clear("text");
        }}
        error={act.at("text")}
        rows={3}
        most={4000}
      />
      <VisibilityStrip readers={t("notes.visible")} />
      <FormActions action={t("act.addNote")} act={act} />
      {act.window}
    </form>
  );
}
