import { useEffect, useRef } from "react";

/** Ask again at a steady pace while somebody looks; nothing is asked behind another window. */
export function usePolling(again: () => void, everyMs: number, active: boolean): void {
  const latest = useRef(again);
  latest.current = again;
  useEffect(() => {
    if (!active) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") latest.current();
    }, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, active]);
}

/** Ask again when a stamp changes, but not when it is first known. */
export function useAnew(again: () => void, stamp: string): void {
  const latest = useRef(again);
  latest.current = again;
  const before = useRef(stamp);
  useEffect(() => {
    const had = before.current;
    before.current = stamp;
    if (had !== "" && had !== stamp) latest.current();
  }, [stamp]);
}
