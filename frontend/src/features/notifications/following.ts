import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { FollowNoticesDocument, NoticeStateDocument } from "@/shared/graphql/generated/graphql";
import { liveState, onLiveState } from "@/shared/graphql/live";
import { useTypedQuery, useTypedSubscription } from "@/shared/graphql/operations";
import { useSession } from "@/shared/session/session";
import { forgetCount, noticeCount, tellCount } from "./counting";

const POLL_EVERY = 30_000;

/** Keep the count true: by subscription, from the last number on, and by asking while it is lost. */
export function useFollowedNotices(onNew: (count: number) => void): void {
  const { viewer } = useSession();
  const person = viewer?.id;
  const [{ data, error }, again] = useTypedQuery(NoticeStateDocument, {}, { fresh: true });
  const [after, setAfter] = useState<number | null>(null);
  const state = useSyncExternalStore(onLiveState, liveState);
  const told = useRef(onNew);
  told.current = onNew;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another person begins anew
  useEffect(() => {
    setAfter(null);
    return forgetCount;
  }, [person]);

  useEffect(() => {
    const count = data?.notificationState;
    if (!count) return;
    const before = noticeCount();
    tellCount(count);
    setAfter((now) => now ?? count.lastNumber);
    if (before && count.lastNumber > before.lastNumber)
      told.current(count.lastNumber - before.lastNumber);
  }, [data]);

  const live = useTypedSubscription(FollowNoticesDocument, { after }, { pause: after === null });
  useEffect(() => {
    const batch = live.data?.notifications;
    if (!batch) return;
    const seen = noticeCount()?.lastNumber ?? 0;
    tellCount({ unread: batch.unread, lastNumber: batch.lastNumber });
    const fresh = batch.notifications.filter(
      (each) => each.number > seen && each.readAt === null,
    ).length;
    if (fresh > 0) told.current(fresh);
  }, [live.data]);

  const lost = state === "lost" || live.error !== undefined;
  useEffect(() => {
    if (!lost || error) return;
    // When the socket returns it goes on from here.
    setAfter((now) => (now === null ? now : (noticeCount()?.lastNumber ?? now)));
    const timer = setInterval(again, POLL_EVERY);
    return () => clearInterval(timer);
  }, [lost, error, again]);
}
