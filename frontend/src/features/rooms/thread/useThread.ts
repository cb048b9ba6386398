import { useCallback, useEffect, useState } from "react";
import type { CombinedError } from "urql";
import {
  MarkRoomReadDocument,
  RoomEventsDocument,
  RoomNewsDocument,
  type RoomPartsFragment,
} from "@/shared/graphql/generated/graphql";
import { useTypedFetch, useTypedFollow, useTypedMutation } from "@/shared/graphql/operations";
import { type Event, hasGap, merged } from "./events";

const PAGE = 30;
const SEEN_MS = 1500;

export interface ThreadState {
  events: readonly Event[];
  /** Whether the newest events have arrived. */
  ready: boolean;
  error: CombinedError | null;
  /** Whether older events wait at the server. */
  hasOlder: boolean;
  loading: boolean;
  older: () => void;
  again: () => void;
  add: (events: readonly Event[]) => void;
}

/** Hold a room's thread: the newest events, older ones on demand, and what comes, without gaps. */
export function useThread(room: RoomPartsFragment, onNews: () => void): ThreadState {
  const [events, setEvents] = useState<readonly Event[]>([]);
  const [cursor, setCursor] = useState<string | null>(null);
  const [start, setStart] = useState<number | null>(null);
  const [error, setError] = useState<CombinedError | null>(null);
  const [loading, setLoading] = useState(false);
  const fetchEvents = useTypedFetch(RoomEventsDocument);
  const add = useCallback(
    (more: readonly Event[]) => setEvents((before) => merged(before, more)),
    [],
  );

  const fetchPage = useCallback(
    async (after: string | null) => {
      setLoading(true);
      const answer = await fetchEvents({ roomId: room.id, first: PAGE, after });
      setLoading(false);
      const page = answer.data?.roomEvents;
      setError(answer.error ?? null);
      if (!page) return;
      const found = [...page.nodes].reverse();
      // The newest page after a break that was longer than it starts the thread anew.
      setEvents((before) => {
        const all = merged(before, found);
        return after === null && hasGap(all) ? found : all;
      });
      setCursor(page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null);
      if (after === null) setStart((was) => was ?? found.at(-1)?.number ?? 0);
    },
    [fetchEvents, room.id],
  );

  useEffect(() => void fetchPage(null), [fetchPage]);

  useTypedFollow(
    RoomNewsDocument,
    start === null ? null : { roomId: room.id, after: start },
    ({ roomEvents }) => {
      if (roomEvents.events.length === 0) return;
      add(roomEvents.events);
      onNews();
    },
  );

  return {
    events,
    ready: start !== null,
    error,
    hasOlder: cursor !== null,
    loading,
    older: () => void fetchPage(cursor),
    again: () => void fetchPage(null),
    add,
  };
}

/** Note that the newest event has been in sight for a moment; nobody else is told. */
export function useSeen(roomId: string, last: number, readNumber: number): void {
  const [, mark] = useTypedMutation(MarkRoomReadDocument);
  useEffect(() => {
    if (last <= readNumber) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      if (document.visibilityState === "visible")
        timer = setTimeout(() => void mark({ roomId, number: last }), SEEN_MS);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [roomId, last, readNumber, mark]);
}
