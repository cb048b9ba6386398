import { Checkbox, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { PageHead } from "@/shared/ui/PageHead";
import { Panel } from "@/shared/ui/Panel";
import { NoteList } from "../components/NoteList";
import styles from "../components/Notes.module.css";

const PAUSE_MS = 300;

/** Every note of the cases that one coordinates, found by words. */
export function CaseNotes() {
  const { t } = useTranslation(["desk", "case"]);
  const [params, setParams] = useSearchParams();
  const asked = params.get("q") ?? "";
  const waiting = params.get("waiting") === "1";
  const [typed, setTyped] = useState(asked);

  function go(part: Record<string, string>) {
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(part)) {
          if (value) next.set(name, value);
          else next.delete(name);
        }
        return next;
      },
      { replace: true },
    );
  }

  useEffect(() => {
    if (typed.trim() === asked) return;
    const timer = setTimeout(() => go({ q: typed.trim() }), PAUSE_MS);
    return () => clearTimeout(timer);
  });

  return (
    <article className={styles.notes}>
      <PageHead
        title={t("note.title")}
        lead={t("note.lead")}
        above={{ name: t("case:today.title"), to: "/today" }}
      />
      <search className={styles.tools}>
        <TextInput
          type="search"
          label={t("note.search")}
          leftSection={<IconSearch size={16} aria-hidden="true" />}
          value={typed}
          maxLength={100}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Checkbox
          label={t("note.waiting")}
          checked={waiting}
          onChange={(event) => go({ waiting: event.currentTarget.checked ? "1" : "" })}
        />
      </search>
      <Panel title={t("note.found")}>
        <NoteList caseId={null} text={asked} waiting={waiting} />
      </Panel>
    </article>
  );
}
