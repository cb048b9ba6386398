import { useEffect, useSyncExternalStore } from "react";

let current: string | null = null;
const listeners = new Set<() => void>();

function hang(above: string | null): void {
  if (current === above) return;
  current = above;
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Say below which address this page hangs, for as long as it is shown. */
export function useHangsBelow(above: string | null): void {
  useEffect(() => {
    hang(above);
    return () => hang(null);
  }, [above]);
}

/** Read below which address the page that is shown hangs; null when it said nothing. */
export function useHanging(): string | null {
  return useSyncExternalStore(
    listen,
    () => current,
    () => null,
  );
}
