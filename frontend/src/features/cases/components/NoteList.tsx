import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CaseNotesDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { Outcome } from "@/shared/ui/Outcome";
import { Paged, type PageTurn } from "@/shared/ui/Paged";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import { NoteItem } from "./NoteItem";
import styles from "./Notes.module.css";

interface NoteListProps {
  /** Only of this case; of all where it is null. */
  caseId: string | null;
  text: string;
  waiting: boolean;
  /** What else shows of the notes has to be asked for again. */
  onChange?: () => void;
}

/** Notes page by page, the newest first. */
export function NoteList(props: NoteListProps) {
  const [done, setDone] = useState<string | null>(null);
  const { caseId, text, waiting } = props;
  return (
    <div className={styles.notes}>
      <Outcome words={done} />
      <Paged key={`${caseId} ${waiting} ${text}`}>
        {(turn) => <Part {...props} turn={turn} onDone={setDone} />}
      </Paged>
    </div>
  );
}

interface PartProps extends NoteListProps {
  turn: PageTurn;
  onDone: (words: string) => void;
}

function Part({ caseId, text, waiting, onChange, turn, onDone }: PartProps) {
  const { t } = useTranslation("desk");
  const [{ data, error }, again] = useTypedQuery(
    CaseNotesDocument,
    { caseId, text, waiting, first: 20, after: turn.after },
    { fresh: true },
  );
  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) return <PageSkeleton />;
  const { nodes, pageInfo } = data.caseNotes;
  if (nodes.length === 0 && turn.after === null) {
    return caseId ? (
      <p className="sb-muted sb-small">{t("note.none")}</p>
    ) : (
      <Empty
        title={t(text || waiting ? "note.noneFound" : "note.none")}
        body={t("note.noneBody")}
      />
    );
  }
  return (
    <>
      <ol className={styles.list}>
        {nodes.map((note) => (
          <li key={note.id}>
            <NoteItem
              of={note}
              withCase={caseId === null}
              onDone={(words) => {
                onDone(words);
                again();
                onChange?.();
              }}
            />
          </li>
        ))}
      </ol>
      {turn.more(pageInfo)}
    </>
  );
}
