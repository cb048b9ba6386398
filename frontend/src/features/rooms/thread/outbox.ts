/** What was sent and is not recorded yet, kept in this tab until it is. */
import { useEffect, useRef, useState } from "react";
import {
  PostMessageDocument,
  type RoomPartsFragment,
  type RoomVisibility,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useDraft } from "@/shared/session/draft";
import { useOutcomes } from "@/shared/session/outcomes";
import { useAct } from "@/shared/session/useAct";
import type { Event } from "./events";

export interface Waiting {
  requestId: string;
  text: string;
  visibility: RoomVisibility;
  /** Why it was not recorded; null while it is on its way. */
  failed: string | null;
}

interface Desk {
  text: string;
  visibility: RoomVisibility;
  waiting: Waiting[];
}

const EMPTY: Desk = { text: "", visibility: "EVERYONE", waiting: [] };

/** Send messages one after the other; each attempt has one id, so that none is recorded twice. */
export function useOutbox(room: RoomPartsFragment, onRecorded: (event: Event) => void) {
  const [desk, setDesk] = useDraft<Desk>(`room.${room.id}`, EMPTY);
  const [, post] = useTypedMutation(PostMessageDocument);
  const outcomes = useOutcomes();
  const act = useAct();
  const [turn, setTurn] = useState(0);
  const latest = useRef(desk);
  latest.current = desk;
  const sending = useRef(false);

  function put(waiting: Waiting[]) {
    latest.current = { ...latest.current, waiting };
    setDesk({ waiting });
  }

  function change(requestId: string, part: Partial<Waiting>) {
    put(
      latest.current.waiting.map((each) =>
        each.requestId === requestId ? { ...each, ...part } : each,
      ),
    );
  }

  async function attempt({ requestId, text, visibility }: Waiting) {
    sending.current = true;
    let why: string | null = null;
    const done = await act.run(async () => {
      const answer = await post({ roomId: room.id, requestId, text, visibility });
      const outcome = outcomes.ofMutation(answer);
      why = outcome.problems[0]?.words ?? null;
      return outcome;
    });
    sending.current = false;
    if (done?.event) {
      onRecorded(done.event);
      put(latest.current.waiting.filter((each) => each.requestId !== requestId));
    } else change(requestId, { failed: why ?? "" });
    setTurn((before) => before + 1);
  }
  const attempts = useRef(attempt);
  attempts.current = attempt;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each end of an attempt looks for the next
  useEffect(() => {
    const next = desk.waiting.find((each) => each.failed === null);
    if (next && !sending.current) void attempts.current(next);
  }, [desk.waiting, turn]);

  return {
    text: desk.text,
    visibility: desk.visibility,
    waiting: desk.waiting,
    write: (text: string) => setDesk({ text }),
    choose: (visibility: RoomVisibility) => setDesk({ visibility }),
    send: (text: string, visibility: RoomVisibility) => {
      const fresh = { requestId: crypto.randomUUID(), text, visibility, failed: null };
      setDesk({ text: "", waiting: [...latest.current.waiting, fresh] });
    },
    retry: (requestId: string) => change(requestId, { failed: null }),
    /** Take back what was not recorded; its words return to the field where that is empty. */
    takeBack: ({ requestId, text }: Waiting) => {
      const waiting = latest.current.waiting.filter((each) => each.requestId !== requestId);
      setDesk({ waiting, ...(latest.current.text.trim() === "" ? { text } : {}) });
    },
    window: act.window,
  };
}
