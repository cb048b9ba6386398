/** What is typed of a note, and what is sent of it. */
import type {
  CaseContactInput,
  CaseFollowUpInput,
  CaseNotePartsFragment,
  NoteKind,
  StepSide,
} from "@/shared/graphql/generated/graphql";

export interface NoteDraft {
  text: string;
  kind: NoteKind;
  side: StepSide | "";
  personName: string;
  /** In this browser's time, as its field has it. */
  happenedAt: string;
  followUp: string;
  followUpOn: string;
}

export const EMPTY: NoteDraft = {
  text: "",
  kind: "NOTE",
  side: "",
  personName: "",
  happenedAt: "",
  followUp: "",
  followUpOn: "",
};

export const FIELDS = [
  "text",
  "kind",
  "side",
  "personName",
  "happenedAt",
  "followUp",
  "followUpOn",
] as const;

/** Write a moment as a field for date and time has it. */
export function localMoment(moment: Date): string {
  const shifted = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

/** Begin a correction with what stands. */
export function draftOf(note: CaseNotePartsFragment): NoteDraft {
  return {
    text: note.text,
    kind: note.kind,
    side: note.side ?? "",
    personName: note.personName,
    happenedAt: note.happenedAt ? localMoment(new Date(note.happenedAt)) : "",
    followUp: note.followUp ?? "",
    followUpOn: note.followUpOn ?? "",
  };
}

/** Name what is missing, by field, in the order of the fields. */
export function missingOf(draft: NoteDraft): (keyof NoteDraft)[] {
  const talked = draft.kind !== "NOTE";
  const missing: (keyof NoteDraft)[] = [];
  if (draft.text.trim() === "") missing.push("text");
  if (talked && draft.side === "") missing.push("side");
  if (talked && draft.happenedAt === "") missing.push("happenedAt");
  if (draft.followUp.trim() === "" && draft.followUpOn !== "") missing.push("followUp");
  if (draft.followUp.trim() !== "" && draft.followUpOn === "") missing.push("followUpOn");
  return missing;
}

interface Written {
  text: string;
  contact: CaseContactInput | null;
  followUp: CaseFollowUpInput | null;
}

/** Shape a note that misses nothing for the server. */
export function writtenOf(draft: NoteDraft): Written {
  const followUp = draft.followUp.trim();
  return {
    text: draft.text.trim(),
    contact:
      draft.kind === "NOTE" || draft.side === ""
        ? null
        : {
            kind: draft.kind,
            side: draft.side,
            personName: draft.personName.trim(),
            happenedAt: new Date(draft.happenedAt).toISOString(),
          },
    followUp: followUp === "" ? null : { text: followUp, dueOn: draft.followUpOn },
  };
}
