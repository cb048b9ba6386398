import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CasePartsFragment } from "@/shared/graphql/generated/graphql";
import { Panel } from "@/shared/ui/Panel";
import { NoteForm } from "./NoteForm";
import { NoteList } from "./NoteList";
import styles from "./Notes.module.css";

/** Private notes of a case: written here, read only by whoever coordinates it. */
export function Notes({ of, again }: { of: CasePartsFragment; again: () => void }) {
  const { t } = useTranslation("case");
  const [written, setWritten] = useState(0);
  return (
    <Panel title={t("notes.title")}>
      <div className={styles.notes}>
        {of.canWrite ? (
          <NoteForm
            id={of.id}
            onDone={() => {
              setWritten((times) => times + 1);
              again();
            }}
          />
        ) : null}
        <NoteList key={written} caseId={of.id} text="" waiting={false} onChange={again} />
      </div>
    </Panel>
  );
}
