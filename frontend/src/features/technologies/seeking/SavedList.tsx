import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  DeleteSavedSearchDocument,
  type SavedSearchPartsFragment,
  SaveSearchDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useOutcomes } from "@/shared/session/outcomes";
import { useAct } from "@/shared/session/useAct";
import { useFocusAfter } from "@/shared/ui/useFocusAfter";
import styles from "./Saved.module.css";
import { SavedRow } from "./SavedRow";
import { addressOfSaved, toBeSaved } from "./saved";

interface SavedListProps {
  saved: readonly SavedSearchPartsFragment[];
  again: () => void;
  onOpened: () => void;
}

/** Every saved search; one that was deleted comes back by one press. */
export function SavedList({ saved, again, onOpened }: SavedListProps) {
  const { t } = useTranslation("seek");
  const [gone, setGone] = useState<SavedSearchPartsFragment | null>(null);
  const [, remove] = useTypedMutation(DeleteSavedSearchDocument);
  const [, save] = useTypedMutation(SaveSearchDocument);
  const act = useAct();
  const outcomes = useOutcomes();
  // The row whose button was pressed is gone.
  const status = useFocusAfter<HTMLDivElement>(gone);

  async function drop(search: SavedSearchPartsFragment) {
    const done = await act.run(async () => outcomes.ofMutation(await remove({ id: search.id })));
    if (!done) return;
    setGone(search);
    again();
  }

  async function bringBack(search: SavedSearchPartsFragment) {
    const wanted = toBeSaved(addressOfSaved(search), search.name, search.pace);
    const done = await act.run(async () => outcomes.ofMutation(await save(wanted)));
    if (!done) return;
    setGone(null);
    again();
  }

  return (
    <>
      <div
        ref={status}
        tabIndex={-1}
        role="status"
        className={styles.gone}
        data-shown={gone !== null}
      >
        {gone ? (
          <>
            <span>{t("saved.deleted", { name: gone.name })}</span>
            <Button variant="default" size="compact-md" onClick={() => void bringBack(gone)}>
              {t("saved.undo")}
            </Button>
          </>
        ) : null}
      </div>
      {act.words ? (
        <p role="alert" className={styles.wrong}>
          {act.words}
        </p>
      ) : null}
      {saved.length === 0 ? <p className="sb-muted sb-small">{t("saved.none")}</p> : null}
      <ul className={styles.list}>
        {saved.map((search) => (
          <SavedRow
            key={search.id}
            search={search}
            again={again}
            onOpened={onOpened}
            onDelete={() => void drop(search)}
          />
        ))}
      </ul>
      {act.window}
    </>
  );
}
