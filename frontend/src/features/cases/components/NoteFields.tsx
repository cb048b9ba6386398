import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { NoteKind, StepSide } from "@/shared/graphql/generated/graphql";
import type { Problem } from "@/shared/session/outcomes";
import type { Act } from "@/shared/session/useAct";
import { Choices } from "@/shared/ui/Choices";
import { LimitedArea, LimitedInput } from "@/shared/ui/Limited";
import { VisibilityStrip } from "@/shared/ui/VisibilityStrip";
import styles from "./Notes.module.css";
import { localMoment, missingOf, type NoteDraft } from "./noteDraft";

const KINDS: readonly NoteKind[] = ["NOTE", "TELEPHONE", "MEETING"];
const SIDES: readonly StepSide[] = ["SELLER", "BUYER", "BOTH"];

/** Say what is missing in a note, at its fields. */
export function useMissing(): (draft: NoteDraft) => Problem[] {
  const { t } = useTranslation("desk");
  return (draft) =>
    missingOf(draft).map((field) => ({
      field,
      words: t(
        `note.needed.${field as "text" | "side" | "happenedAt" | "followUp" | "followUpOn"}`,
      ),
    }));
}

interface NoteFieldsProps {
  draft: NoteDraft;
  keep: (part: Partial<NoteDraft>) => void;
  act: Act;
}

/** What the note is about, with whom one talked, what was said and what follows. */
export function NoteFields({ draft, keep, act }: NoteFieldsProps) {
  const { t } = useTranslation(["desk", "case"]);

  function change(part: Partial<NoteDraft>) {
    keep(part);
    for (const field of Object.keys(part)) act.clear(field);
  }

  return (
    <>
      <Choices
        label={t("note.kind")}
        choices={KINDS.map((value) => ({ value, name: t(`note.kinds.${value}`) }))}
        value={draft.kind}
        onChange={(kind) => {
          const begins = kind !== "NOTE" && draft.happenedAt === "";
          change({ kind, ...(begins ? { happenedAt: localMoment(new Date()) } : {}) });
        }}
        error={act.at("kind")}
        inline
      />
      {draft.kind === "NOTE" ? null : <ContactFields draft={draft} change={change} act={act} />}
      <LimitedArea
        label={t(draft.kind === "NOTE" ? "note.text" : "note.said")}
        value={draft.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
        error={act.at("text")}
        rows={3}
        most={4000}
      />
      <div className={styles.follows}>
        <LimitedInput
          label={t("note.followUp")}
          description={t("note.followUpHelp")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          value={draft.followUp}
          onChange={(event) => change({ followUp: event.currentTarget.value })}
          error={act.at("followUp")}
          most={300}
        />
        <TextInput
          type="date"
          label={t("note.followUpOn")}
          value={draft.followUpOn}
          onChange={(event) => change({ followUpOn: event.currentTarget.value })}
          error={act.at("followUpOn")}
        />
      </div>
      <VisibilityStrip readers={t("case:notes.visible")} />
    </>
  );
}

interface ContactFieldsProps {
  draft: NoteDraft;
  change: (part: Partial<NoteDraft>) => void;
  act: Act;
}

function ContactFields({ draft, change, act }: ContactFieldsProps) {
  const { t } = useTranslation(["desk", "case"]);
  return (
    <>
      <Choices
        label={t("note.side")}
        choices={SIDES.map((value) => ({ value, name: t(`case:who.${value}`) }))}
        value={draft.side === "" ? null : draft.side}
        onChange={(side) => change({ side })}
        error={act.at("side")}
        inline
      />
      <div className={styles.follows}>
        <LimitedInput
          label={t("note.person")}
          value={draft.personName}
          onChange={(event) => change({ personName: event.currentTarget.value })}
          error={act.at("personName")}
          most={100}
        />
        <TextInput
          type="datetime-local"
          label={t("note.when")}
          value={draft.happenedAt}
          max={localMoment(new Date())}
          onChange={(event) => change({ happenedAt: event.currentTarget.value })}
          error={act.at("happenedAt")}
        />
      </div>
    </>
  );
}
