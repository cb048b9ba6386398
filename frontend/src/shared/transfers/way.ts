/** The way of one file to or from the server: its address, and how far it has come. */

/** What the server tells of a transfer when it opens one. */
export interface Way {
  url: string;
  /** Bytes of each part but the last; null where parts differ. */
  partBytes: number | null;
  parts: number;
  /** Bytes of the whole; the server tells it as text. */
  size: number | string;
}

export type TransferEnd =
  | { kind: "done" }
  | { kind: "stopped" }
  | { kind: "refused"; code: string; params: Readonly<Record<string, string>> };

interface WayStatus {
  state: "open" | "done" | "aborted" | "expired";
  parts: number;
  received: number[];
  size: number;
}

export class WayRefusedError extends Error {
  readonly code: string;
  readonly status: number;
  constructor(code: string, status: number) {
    super(code);
    this.code = code;
    this.status = status;
  }
}

/** What may go well when it is tried again a moment later. */
const PASSING = [408, 425, 429, 500, 502, 503, 504];

/** Tell whether a failure may be a passing one: a cut line, a busy or restarting server. */
export function isPassing(error: unknown): boolean {
  return !(error instanceof WayRefusedError) || PASSING.includes(error.status);
}

/** Read why the server refused, from the body of its answer. */
export function refusalOf(status: number, body: string): WayRefusedError {
  try {
    const { errors } = JSON.parse(body) as { errors?: { code: string }[] };
    const code = errors?.[0]?.code;
    if (code) return new WayRefusedError(code, status);
  } catch {
    // Not the answer of our own server; the status has to do.
  }
  return new WayRefusedError(status >= 500 ? "server" : "unknown", status);
}

/** Ask how far a transfer has come. */
export async function wayStatus(url: string, signal?: AbortSignal): Promise<WayStatus> {
  const answer = await fetch(url, { credentials: "same-origin", signal: signal ?? null });
  if (!answer.ok) throw refusalOf(answer.status, await answer.text());
  return (await answer.json()) as WayStatus;
}

/** Give a transfer up; what has arrived of its file is destroyed. */
export async function giveUpWay(url: string): Promise<void> {
  try {
    await fetch(url, { method: "DELETE", credentials: "same-origin", keepalive: true });
  } catch {
    // It ends by itself when its time is over.
  }
}

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 20_000;

/** How long to wait before the next try, by how many went wrong in a row. */
export function pauseAfter(failures: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.max(0, failures - 1));
}

/** Wait, shorter when the connection comes back; ends at once when it is stopped. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      window.removeEventListener("online", go);
      signal.removeEventListener("abort", go);
      resolve();
    };
    const timer = setTimeout(go, ms);
    window.addEventListener("online", go);
    signal.addEventListener("abort", go);
    if (signal.aborted) go();
  });
}
