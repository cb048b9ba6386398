import type { Client } from "graphql-ws";
import { askAgain, nobodyKnown } from "./presence";

export type LiveState = "idle" | "connected" | "lost";
type Listener = (state: LiveState) => void;
interface Sink {
  next(value: never): void;
  error(error: unknown): void;
  complete(): void;
}

const listeners = new Set<Listener>();
let current: LiveState = "idle";

function tell(state: LiveState): void {
  const returned = current === "lost" && state === "connected";
  current = state;
  for (const listener of listeners) listener(state);
  // What changed meanwhile was told to nobody here.
  if (returned) askAgain();
}

export function liveState(): LiveState {
  return current;
}

export function onLiveState(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const SESSION_OVER = 4401;
const FINAL_CLOSES = new Set([4400, SESSION_OVER, 4403, 4406, 4429]);
const LONGEST_WAIT_MS = 15_000;
const PING_EVERY_MS = 20_000;
const PONG_WITHIN_MS = 5_000;

/** Wait longer after each try, never all browsers alike, and no longer than the network is away. */
function beforeTry(tries: number): Promise<void> {
  const wait = Math.min(1000 * 2 ** tries, LONGEST_WAIT_MS) * (0.75 + Math.random() / 2);
  return new Promise((done) => {
    const timer = setTimeout(end, wait);
    function end() {
      clearTimeout(timer);
      window.removeEventListener("online", end);
      done();
    }
    window.addEventListener("online", end);
  });
}

function closedBy(event: unknown): LiveState {
  if (!(event instanceof CloseEvent)) return "lost";
  if (event.code === SESSION_OVER && nobodyKnown()) return "idle";
  return event.code === 1000 ? "idle" : "lost";
}

async function open(): Promise<Client> {
  const { createClient } = await import("graphql-ws");
  const scheme = window.location.protocol === "https:" ? "wss" : "ws";
  let overdue: ReturnType<typeof setTimeout> | undefined;
  const client = createClient({
    url: `${scheme}://${window.location.host}/graphql`,
    lazy: true,
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: beforeTry,
    // A network that went away without a word is noticed by the answer that does not come.
    keepAlive: PING_EVERY_MS,
    // Refusals stay refused; everything else (restart, sleep, a lost network) is tried again.
    shouldRetry: (event) => !(event instanceof CloseEvent && FINAL_CLOSES.has(event.code)),
    on: {
      connected: () => tell("connected"),
      ping: (received) => {
        if (!received) overdue = setTimeout(() => client.terminate(), PONG_WITHIN_MS);
      },
      pong: (received) => {
        if (received) clearTimeout(overdue);
      },
      closed: (event) => {
        clearTimeout(overdue);
        tell(closedBy(event));
      },
    },
  });
  // Sockets of the network before are dead, even where nobody has said so.
  window.addEventListener("online", () => {
    if (current === "connected") client.terminate();
  });
  return client;
}

/** Subscribe over one socket that is opened, and whose code is loaded, at the first use. */
export function createLiveTransport() {
  let client: Promise<Client> | null = null;
  return {
    subscribe(
      request: { query: string; variables: Record<string, unknown> },
      sink: Sink,
    ): () => void {
      let stop: (() => void) | null = null;
      let stopped = false;
      client ??= open();
      client
        .then((ready) => {
          if (stopped) return;
          stop = ready.subscribe(request, {
            next: (value) => sink.next(value as never),
            error: (reason) => sink.error(asError(reason)),
            complete: () => sink.complete(),
          });
        })
        .catch((reason: unknown) => sink.error(asError(reason)));
      return () => {
        stopped = true;
        stop?.();
      };
    },
  };
}

function asError(reason: unknown): Error {
  if (reason instanceof Error) return reason;
  if (reason instanceof CloseEvent) return new Error(`closed ${reason.code}`);
  return new Error("The live connection failed.");
}
