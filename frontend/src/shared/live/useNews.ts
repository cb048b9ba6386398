import { useEffect, useRef } from "react";
import { NewsDocument } from "@/shared/graphql/generated/graphql";
import { useTypedSubscription } from "@/shared/graphql/operations";
import { useSession } from "@/shared/session/session";

const PAUSE_MS = 5000;

/**
 * Fetch again when something of this page has changed: at a notice about it, and when the person
 * comes back to the window.
 *
 * @param concerns Whether a notice with this path is about the page.
 */
export function useNews(again: () => void, concerns: (path: string) => boolean): void {
  const { viewer } = useSession();
  const { data } = useTypedSubscription(NewsDocument, {}, { pause: !viewer });
  const latest = useRef({ again, concerns });
  latest.current = { again, concerns };
  const seen = useRef<number | null>(null);
  const batch = data?.notifications;

  useEffect(() => {
    if (!batch || batch.lastNumber === seen.current) return;
    seen.current = batch.lastNumber;
    if (batch.notifications.some(({ path }) => latest.current.concerns(path)))
      latest.current.again();
  }, [batch]);

  useEffect(() => {
    let last = Date.now();
    function comeBack() {
      if (document.visibilityState !== "visible" || Date.now() - last < PAUSE_MS) return;
      last = Date.now();
      latest.current.again();
    }
    document.addEventListener("visibilitychange", comeBack);
    window.addEventListener("focus", comeBack);
    return () => {
      document.removeEventListener("visibilitychange", comeBack);
      window.removeEventListener("focus", comeBack);
    };
  }, []);
}
