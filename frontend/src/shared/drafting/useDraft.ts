import { useCallback, useEffect, useRef, useState } from "react";
import type { CombinedError } from "urql";
import { troubleOf } from "@/shared/graphql/client";
import type { ErrorPartsFragment } from "@/shared/graphql/generated/graphql";
import { forgetDraft, keepDraft, readKept } from "./keptDraft";

export interface Stored<Content> {
  id: string;
  revision: number;
  content: Content;
  savedAt: string | null;
}

export type SaveAnswer =
  | { kind: "saved"; id: string; revision: number }
  | { kind: "refused"; errors: readonly ErrorPartsFragment[] }
  | { kind: "failed"; error: CombinedError };

export type SaveState =
  | "clean"
  | "waiting"
  | "saving"
  | "saved"
  | "held"
  | "refused"
  | "offline"
  | "failed"
  | "signedOut"
  | "stale";

export interface DraftWriter<Content> {
  /** What kind of draft it is; parts the kept texts of different kinds. */
  name: string;
  owner: string;
  /** What the server has, or null for a new one. */
  stored: Stored<Content> | null;
  empty: Content;
  create: (requestId: string, content: Content) => Promise<SaveAnswer>;
  save: (id: string, revision: number, content: Content) => Promise<SaveAnswer>;
  read: (id: string) => Promise<Stored<Content> | null>;
  /** Whether a text cannot be sent yet, because a field of it has to be mended first. */
  holds: (content: Content) => boolean;
  /** Called once, when the new draft has its address. */
  onCreated: (id: string) => void;
}

const PAUSE_MS = 1200;
const RETRY_MS = 8000;

function same<Content>(one: Content, other: Content): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

interface Place<Content> {
  id: string | null;
  revision: number | null;
  requestId: string;
  sent: boolean;
  /** The text that the server has. */
  base: Content;
  content: Content;
}

interface Start<Content> {
  place: Place<Content>;
  theirs: Stored<Content> | null;
  restored: boolean;
}

function begin<Content>(writer: DraftWriter<Content>): Start<Content> {
  const { stored, empty, name, owner } = writer;
  const kept = readKept<Content>(`${name}.${stored?.id ?? "new"}`, owner);
  const base = stored?.content ?? empty;
  const place: Place<Content> = {
    id: stored?.id ?? null,
    revision: stored?.revision ?? null,
    requestId: kept?.requestId ?? crypto.randomUUID(),
    sent: kept?.sent ?? false,
    base,
    content: kept?.content ?? base,
  };
  const restored = kept !== null && !same(kept.content, base);
  // Somebody saved since this tab did: neither text may silently win.
  const parted = restored && stored !== null && kept.revision !== stored.revision;
  if (parted) place.base = kept.base;
  return { place, theirs: parted ? stored : null, restored };
}

/** Hold a draft, save it a moment after each change, and never lose what was typed. */
export function useDraft<Content>(writer: DraftWriter<Content>) {
  const [start] = useState(() => begin(writer));
  const place = useRef(start.place);
  const current = useRef(writer);
  current.current = writer;
  const [content, setContent] = useState(start.place.content);
  const [id, setId] = useState(start.place.id);
  const [theirs, setTheirs] = useState(start.theirs);
  const [state, setState] = useState<SaveState>(
    start.theirs ? "stale" : start.restored ? "waiting" : "clean",
  );
  const [savedAt, setSavedAt] = useState(writer.stored?.savedAt ?? null);
  const [errors, setErrors] = useState<readonly ErrorPartsFragment[]>([]);
  const parted = useRef(start.theirs !== null);
  const under = useRef<Promise<boolean> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const keep = useCallback(() => {
    const { name, owner } = current.current;
    const { id: at, content: text, ...rest } = place.current;
    const key = `${name}.${at ?? "new"}`;
    if (same(text, rest.base)) forgetDraft(key);
    else keepDraft(key, { owner, content: text, ...rest });
  }, []);

  const once = useCallback(async (): Promise<boolean> => {
    const { create, save, read, holds, onCreated, name } = current.current;
    const at = place.current;
    const text = at.content;
    if (parted.current) return false;
    if (same(text, at.base)) {
      // Changed and changed back: there is nothing to send.
      setState((was) => (was === "waiting" || was === "held" ? "clean" : was));
      return at.id !== null;
    }
    if (holds(text)) {
      setState("held");
      return false;
    }
    setState("saving");
    const repeated = at.sent;
    at.sent = at.id === null;
    keep();
    const answer =
      at.id === null || at.revision === null
        ? await create(at.requestId, text)
        : await save(at.id, at.revision, text);
    if (answer.kind === "saved") {
      if (at.id === null) {
        forgetDraft(`${name}.new`);
        at.id = answer.id;
        setId(answer.id);
        onCreated(answer.id);
      }
      at.revision = answer.revision;
      // A repeated request gives back the draft of the first one, with the words of then.
      if (!(repeated && at.sent)) at.base = text;
      at.sent = false;
      setErrors([]);
      setSavedAt(new Date().toISOString());
      keep();
      setState(same(at.content, at.base) ? "saved" : "waiting");
      return true;
    }
    if (answer.kind === "failed") {
      const trouble = troubleOf(answer.error);
      const known = { sign_in: "signedOut", offline: "offline" } as const;
      setState(trouble === "sign_in" || trouble === "offline" ? known[trouble] : "failed");
      return false;
    }
    if (answer.errors.some((each) => each.code === "stale_state") && at.id !== null) {
      const newest = await read(at.id);
      parted.current = true;
      setTheirs(newest);
      setState("stale");
      return false;
    }
    const out = answer.errors.some((each) => each.code === "unauthenticated");
    setErrors(answer.errors);
    setState(out ? "signedOut" : "refused");
    return false;
  }, [keep]);

  /** Send what is not saved yet, now; tells whether the server has it all. */
  const flush = useCallback(async (): Promise<boolean> => {
    clearTimeout(timer.current);
    if (under.current) await under.current;
    const work = once();
    under.current = work;
    const done = await work.finally(() => {
      under.current = null;
    });
    return done && !same(place.current.content, place.current.base) ? flush() : done;
  }, [once]);

  const later = useCallback(
    (wait: number) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), wait);
    },
    [flush],
  );

  const change = useCallback(
    (next: Content) => {
      place.current.content = next;
      setContent(next);
      setErrors([]);
      keep();
      if (parted.current) return;
      setState((was) => (was === "saving" ? was : "waiting"));
      later(PAUSE_MS);
    },
    [keep, later],
  );

  /** Go on from the other person's save with the text that was chosen. */
  const settle = useCallback(
    (chosen: Content, from: Stored<Content>) => {
      place.current = {
        ...place.current,
        revision: from.revision,
        base: from.content,
        content: chosen,
      };
      parted.current = false;
      setTheirs(null);
      setContent(chosen);
      setState(same(chosen, from.content) ? "saved" : "waiting");
      keep();
      later(0);
    },
    [keep, later],
  );

  useEffect(() => {
    if (start.restored && !start.theirs) later(PAUSE_MS);
    const leaving = () => {
      if (document.visibilityState === "hidden" && !parted.current) void flush();
    };
    const back = () => void flush();
    document.addEventListener("visibilitychange", leaving);
    window.addEventListener("online", back);
    return () => {
      document.removeEventListener("visibilitychange", leaving);
      window.removeEventListener("online", back);
      clearTimeout(timer.current);
      // Going to another page sends the rest; what fails is still kept in this tab.
      if (!same(place.current.content, place.current.base)) void flush();
    };
  }, [start, later, flush]);

  useEffect(() => {
    if (state === "offline" || state === "failed") later(RETRY_MS);
  }, [state, later]);

  return {
    content,
    change,
    flush,
    settle,
    id,
    revision: () => place.current.revision,
    base: () => place.current.base,
    state,
    savedAt,
    errors,
    setErrors,
    theirs,
    restored: start.restored,
  };
}

/** Read a mutation's answer as what it means for the draft. */
export function answerOf(
  error: CombinedError | undefined,
  errors: readonly ErrorPartsFragment[] | undefined,
  row: { id: string; revision?: number | null } | null | undefined,
): SaveAnswer {
  if (error) return { kind: "failed", error };
  if (errors && errors.length > 0) return { kind: "refused", errors };
  if (row && row.revision != null) return { kind: "saved", id: row.id, revision: row.revision };
  return { kind: "refused", errors: [] };
}
