import type { Client } from "graphql-ws";

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
  current = state;
  for (const listener of listeners) listener(state);
}

export function liveState(): LiveState {
  return current;
}

export function onLiveState(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const FINAL_CLOSES = new Set([4400, 4401, 4403, 4406, 4429]);

async function open(): Promise<Client> {
  const { createClient } = await import("graphql-ws");
  const scheme = window.location.protocol === "https:" ? "wss" : "ws";
  return createClient({
    url: `${scheme}://${window.location.host}/graphql`,
    lazy: true,
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: (retries) =>
      new Promise((done) => setTimeout(done, Math.min(1000 * 2 ** retries, 15_000))),
    // Refusals stay refused; everything else (restart, sleep, a lost network) is tried again.
    shouldRetry: (event) => !(event instanceof CloseEvent && FINAL_CLOSES.has(event.code)),
    on: {
      connected: () => tell("connected"),
      closed: (event) => tell(event instanceof CloseEvent && event.code === 1000 ? "idle" : "lost"),
    },
  });
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
