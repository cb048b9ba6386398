/** How much is unread and how far the notices are numbered, shared by the bell and the page. */
import { useSyncExternalStore } from "react";

export interface Count {
  unread: number;
  lastNumber: number;
}

let current: Count | null = null;
const listeners = new Set<() => void>();

export function noticeCount(): Count | null {
  return current;
}

/** Take what the server told; an older answer than the one before changes nothing. */
export function tellCount(next: Count): void {
  if (current && next.lastNumber < current.lastNumber) return;
  if (current?.unread === next.unread && current.lastNumber === next.lastNumber) return;
  current = next;
  for (const listener of listeners) listener();
}

/** Forget it, because somebody else signed in. */
export function forgetCount(): void {
  current = null;
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useNoticeCount(): Count | null {
  return useSyncExternalStore(listen, noticeCount);
}
