import { useCallback, useEffect, useRef, useState } from "react";
import type { CombinedError } from "urql";
import { troubleOf } from "@/shared/graphql/client";
import {
  type DocumentAccess,
  RoomDocumentAccessDocument,
  RoomDocumentStandingDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedFetch, useTypedSubscription } from "@/shared/graphql/operations";

/** What the server says now: a state, nothing any more, signed out, or no answer at all. */
export type Standing = DocumentAccess | "GONE" | "SIGNED_OUT" | "LOST";

const FOLLOWED_MS = 5000;
const ALONE_MS = 1000;
const LOST_AFTER = 2;

function standingOf(error: CombinedError | undefined, access: DocumentAccess | null): Standing {
  if (!error) return access ?? "GONE";
  const trouble = troubleOf(error);
  if (trouble === "sign_in") return "SIGNED_OUT";
  return trouble === "forbidden" ? "GONE" : "LOST";
}

/**
 * Follow whether a document that lies open may still be read: told by the live connection at once,
 * and asked again and again, faster where there is no live connection.
 */
export function useAccess(id: string, roomId: string, first: DocumentAccess) {
  const [standing, setStanding] = useState<Standing>(first);
  const failures = useRef(0);
  const ask = useTypedFetch(RoomDocumentAccessDocument);
  const { data, error } = useTypedSubscription(RoomDocumentStandingDocument, { id, roomId });

  const check = useCallback(async () => {
    const answer = await ask({ id });
    const found = standingOf(answer.error, answer.data?.roomDocument?.access ?? null);
    failures.current = found === "LOST" ? failures.current + 1 : 0;
    if (found !== "LOST" || failures.current >= LOST_AFTER) setStanding(found);
    return found;
  }, [ask, id]);

  useEffect(() => {
    // A value that came before its turn is as good as one that was asked for.
    if (data) setStanding(data.roomDocument?.access ?? "GONE");
  }, [data]);

  useEffect(() => {
    if (error) void check();
  }, [error, check]);

  const followed = Boolean(data) && !error;
  useEffect(() => {
    const timer = setInterval(() => void check(), followed ? FOLLOWED_MS : ALONE_MS);
    return () => clearInterval(timer);
  }, [check, followed]);

  return { standing, check };
}
