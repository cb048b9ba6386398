/** A file goes to the server in parts; a part that was cut goes again, the others never do. */
import {
  giveUpWay,
  isPassing,
  pause,
  pauseAfter,
  refusalOf,
  type TransferEnd,
  type Way,
  WayRefusedError,
  wayStatus,
} from "./way";

/** Tries in a row that may fail before the file is given back to its owner: about five minutes. */
const TRIES = 20;

export interface Following {
  /** Bytes that have left, of the whole file. */
  onProgress: (sent: number) => void;
  /** The line is cut, and a next try follows by itself; false when it goes on. */
  onWaiting?: (is: boolean) => void;
}

/** Send a file; parts that the server has already are not sent again. */
export async function sendFile(
  way: Way,
  file: Blob,
  { onProgress, onWaiting }: Following,
  signal: AbortSignal,
): Promise<TransferEnd> {
  const partBytes = way.partBytes ?? file.size;
  const sizeOf = (part: number) => Math.min(partBytes, file.size - part * partBytes);
  let arrived = new Set<number>();
  let failures = 0;
  while (!signal.aborted) {
    try {
      const status = await wayStatus(way.url, signal);
      if (status.state === "done") return { kind: "done" };
      arrived = new Set(status.received);
      onWaiting?.(false);
      for (let part = 0; part < way.parts; part += 1) {
        if (arrived.has(part)) continue;
        const before = [...arrived].reduce((sum, each) => sum + sizeOf(each), 0);
        const bytes = file.slice(part * partBytes, part * partBytes + sizeOf(part));
        await sendPart(`${way.url}/parts/${part}`, bytes, (n) => onProgress(before + n), signal);
        arrived.add(part);
        failures = 0;
      }
      onProgress(file.size);
      return { kind: "done" };
    } catch (error) {
      if (signal.aborted) break;
      failures += 1;
      if (!isPassing(error) || failures > TRIES) {
        const code = error instanceof WayRefusedError ? error.code : "offline";
        return { kind: "refused", code, params: {} };
      }
      onWaiting?.(true);
      await pause(pauseAfter(failures), signal);
    }
  }
  await giveUpWay(way.url);
  return { kind: "stopped" };
}

/** Only the older request of browsers tells how much of a body has left. */
async function sendPart(
  url: string,
  bytes: Blob,
  onBytes: (sent: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const digest = await contentDigest(bytes);
  await new Promise<void>((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    request.upload.onprogress = (event) => onBytes(Math.min(event.loaded, bytes.size));
    request.onerror = () => reject(new TypeError("The line was cut."));
    request.onabort = () => reject(new TypeError("It was stopped."));
    request.onload = () => {
      signal.removeEventListener("abort", stop);
      if (request.status >= 200 && request.status < 300) resolve();
      else reject(refusalOf(request.status, request.responseText));
    };
    request.open("PUT", url);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    if (digest) request.setRequestHeader("Content-Digest", digest);
    signal.addEventListener("abort", stop);
    if (signal.aborted) reject(new TypeError("It was stopped."));
    else request.send(bytes);
  });
}

/** The SHA-256 of a part, so that the server notices what changed on the way (RFC 9530). */
async function contentDigest(bytes: Blob): Promise<string | null> {
  // An address without TLS that is not this machine has no such service.
  if (!globalThis.crypto?.subtle) return null;
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", await bytes.arrayBuffer()));
  return `sha-256=:${btoa(String.fromCharCode(...hash))}:`;
}
