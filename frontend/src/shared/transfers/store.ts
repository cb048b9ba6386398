/** What is on its way now; it goes on while one moves from page to page. */
import { useSyncExternalStore } from "react";
import { type TransferEnd, WayRefusedError } from "./way";

export type MovingState = "queued" | "moving" | "waiting" | "done" | "failed";

export interface Moving {
  id: string;
  /** What it belongs to, for example `deposit:<id>`. */
  group: string;
  /** The page where it is followed; elsewhere the tray shows it. */
  place: string;
  name: string;
  direction: "up" | "down";
  size: number;
  moved: number;
  state: MovingState;
  /** Why it failed, as the server names it. */
  code: string | null;
  params: Readonly<Record<string, string>>;
}

type Begun = Pick<Moving, "group" | "place" | "name" | "direction" | "size">;
export type Work = (handle: Handle) => Promise<TransferEnd>;

/** How the work of one transfer tells of itself. */
export interface Handle {
  signal: AbortSignal;
  onProgress: (moved: number, size?: number) => void;
  onWaiting: (is: boolean) => void;
}

const AT_ONCE = 2;
const TICK_MS = 400;

let rows: readonly Moving[] = [];
const listeners = new Set<() => void>();
const stops = new Map<string, AbortController>();
const works = new Map<string, { work: Work; settled: (end: TransferEnd) => void }>();
let running = 0;

function publish(next: readonly Moving[]): void {
  rows = next;
  for (const each of listeners) each();
}

function change(id: string, part: Partial<Moving>): void {
  publish(rows.map((row) => (row.id === id ? { ...row, ...part } : row)));
}

/** Put a transfer in the row; it begins when its turn comes. The promise never fails. */
export function beginTransfer(begun: Begun, work: Work): { id: string; end: Promise<TransferEnd> } {
  const id = crypto.randomUUID();
  stops.set(id, new AbortController());
  const end = new Promise<TransferEnd>((settled) => works.set(id, { work, settled }));
  const fresh = { id, moved: 0, state: "queued", code: null, params: {} } as const;
  publish([...rows, { ...begun, ...fresh }]);
  window.addEventListener("beforeunload", warn);
  next();
  return { id, end };
}

function next(): void {
  const first = rows.find(({ id, state }) => state === "queued" && works.has(id));
  if (!first || running >= AT_ONCE) return;
  running += 1;
  void run(first.id).finally(() => {
    running -= 1;
    if (!rows.some(isUnderWay)) window.removeEventListener("beforeunload", warn);
    next();
  });
}

async function run(id: string): Promise<void> {
  const task = works.get(id);
  const stop = stops.get(id);
  works.delete(id);
  if (!task || !stop) return;
  change(id, { state: "moving" });
  const meter = meterOf(id);
  const end = await task
    .work({
      signal: stop.signal,
      onProgress: meter,
      onWaiting: (is) => change(id, { state: is ? "waiting" : "moving" }),
    })
    .catch((error: unknown) => endOf(error, stop.signal));
  stops.delete(id);
  if (end.kind === "stopped") publish(rows.filter((row) => row.id !== id));
  else if (end.kind === "refused")
    change(id, { state: "failed", code: end.code, params: end.params });
  else change(id, { state: "done", moved: rows.find((row) => row.id === id)?.size ?? 0 });
  task.settled(end);
}

function endOf(error: unknown, signal: AbortSignal): TransferEnd {
  if (signal.aborted) return { kind: "stopped" };
  const code = error instanceof WayRefusedError ? error.code : "offline";
  return { kind: "refused", code, params: {} };
}

/** Pages are told a few times in a second, and of the end at once. */
function meterOf(id: string): Handle["onProgress"] {
  let last = 0;
  return (moved, size) => {
    const now = performance.now();
    const row = rows.find((each) => each.id === id);
    if (!row || (now - last < TICK_MS && moved < (size ?? row.size))) return;
    last = now;
    change(id, { moved, ...(size === undefined ? {} : { size }) });
  };
}

/** Stop a transfer, or take one that has ended off the list. */
export function endTransfer(id: string): void {
  const stop = stops.get(id);
  const waiting = works.get(id);
  stop?.abort();
  if (stop && !waiting) return;
  stops.delete(id);
  works.delete(id);
  publish(rows.filter((row) => row.id !== id));
  waiting?.settled({ kind: "stopped" });
}

/** Take what arrived for one thing off the list, once nobody waits for it any more. */
export function putArrivedAway(group: string): void {
  for (const row of rows) if (row.group === group && row.state === "done") endTransfer(row.id);
}

/** Stop everything: whoever sits down here next gets nothing of it. */
export function endAllTransfers(): void {
  for (const { id } of rows) endTransfer(id);
}

export function isUnderWay({ state }: Pick<Moving, "state">): boolean {
  return state === "queued" || state === "moving" || state === "waiting";
}

function warn(event: BeforeUnloadEvent): void {
  if (rows.some(isUnderWay)) event.preventDefault();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Follow what is on its way. */
export function useTransfers(): readonly Moving[] {
  return useSyncExternalStore(
    subscribe,
    () => rows,
    () => rows,
  );
}
