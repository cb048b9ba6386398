import { ActionIcon, Button } from "@mantine/core";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { PaceChoice, SEARCH_PACES } from "@/shared/alerts/PaceChoice";
import {
  ChooseSearchAlertsDocument,
  LookAtSavedSearchDocument,
  RenameSavedSearchDocument,
  type SavedSearchPartsFragment,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useOutcomes } from "@/shared/session/outcomes";
import { useAct } from "@/shared/session/useAct";
import { Chip } from "@/shared/ui/Chip";
import { LimitedInput } from "@/shared/ui/Limited";
import styles from "./Saved.module.css";
import { LONGEST_NAME } from "./SaveForm";
import { pathOfSaved } from "./saved";

interface SavedRowProps {
  search: SavedSearchPartsFragment;
  again: () => void;
  onOpened: () => void;
  onDelete: () => void;
}

/** One saved search: open it, choose how soon it tells, call it otherwise, delete it. */
export function SavedRow({ search, again, onOpened, onDelete }: SavedRowProps) {
  const { t } = useTranslation("seek");
  const [naming, setNaming] = useState(false);
  const [, look] = useTypedMutation(LookAtSavedSearchDocument);
  const [, choose] = useTypedMutation(ChooseSearchAlertsDocument);
  const { id, name, fresh, pace } = search;

  if (naming) {
    return (
      <li>
        <Rename
          search={search}
          onEnd={() => {
            setNaming(false);
            again();
          }}
        />
      </li>
    );
  }
  return (
    <li className={styles.row}>
      {/* A person's own words, in whichever language. */}
      <Link
        to={pathOfSaved(search)}
        translate="no"
        onClick={() => {
          void look({ id: search.id }).then(again);
          onOpened();
        }}
      >
        {name}
      </Link>
      {fresh ? <Chip tone="blue">{t("saved.fresh", { count: fresh })}</Chip> : null}
      <span className={styles.acts}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t("saved.rename", { name })}
          onClick={() => setNaming(true)}
        >
          <IconPencil size={18} aria-hidden="true" />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t("saved.delete", { name })}
          onClick={onDelete}
        >
          <IconTrash size={18} aria-hidden="true" />
        </ActionIcon>
      </span>
      <div className={styles.telling}>
        <span className="sb-muted sb-small" aria-hidden="true">
          {t("saved.pace")}
        </span>
        <PaceChoice
          label={t("saved.paceOf", { name })}
          value={pace}
          paces={SEARCH_PACES}
          save={(chosen) => choose({ id, pace: chosen ?? "OFF" })}
          saved={again}
        />
        {pace === "OFF" ? null : (
          <Link to={`/searches/${id}`} onClick={onOpened}>
            {t("saved.told")}
            <span className="sb-hidden" translate="no">{`: ${name}`}</span>
          </Link>
        )}
      </div>
    </li>
  );
}

const FIELDS = ["name"] as const;

function Rename({ search, onEnd }: { search: SavedSearchPartsFragment; onEnd: () => void }) {
  const { t } = useTranslation(["seek", "common"]);
  const [name, setName] = useState(search.name);
  const [, rename] = useTypedMutation(RenameSavedSearchDocument);
  const act = useAct(FIELDS);
  const outcomes = useOutcomes();
  // The button that was pressed gave its place to the form.
  useEffect(() => act.form.current?.querySelector("input")?.focus(), [act.form]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const called = name.trim();
    if (!called) return act.refuse([{ field: "name", words: t("saved.nameNeeded") }]);
    const given = { id: search.id, name: called };
    const done = await act.run(async () => outcomes.ofMutation(await rename(given)));
    if (done) onEnd();
  }

  return (
    <form
      ref={act.form}
      onSubmit={(event) => void submit(event)}
      className={styles.form}
      noValidate
    >
      <LimitedInput
        most={LONGEST_NAME}
        label={t("saved.newName")}
        value={name}
        error={act.at("name")}
        onChange={(event) => {
          act.clear("name");
          setName(event.currentTarget.value);
        }}
      />
      <Button type="submit" variant="light" loading={act.busy}>
        {t("saved.keepName")}
      </Button>
      <Button variant="default" onClick={onEnd}>
        {t("common:cancel")}
      </Button>
      {act.words ? (
        <p role="alert" className={styles.wrong}>
          {act.words}
        </p>
      ) : null}
      {act.window}
    </form>
  );
}
