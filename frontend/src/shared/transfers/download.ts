/** A file comes from the server in parts, and lands on the disk under its own name. */
import { isPassing, pause, pauseAfter, refusalOf, wayStatus } from "./way";

const TRIES = 6;
/** Browsers begin to read what was saved a moment after the click. */
const LET_GO_MS = 60_000;

type OnProgress = (fetched: number, size: number) => void;

/** Fetch one part; one that was cut is fetched anew. */
export async function fetchPart(
  url: string,
  part: number,
  onBytes: (fetched: number) => void,
  signal: AbortSignal,
): Promise<Blob> {
  for (let failures = 0; ; ) {
    try {
      const answer = await fetch(`${url}/parts/${part}`, { credentials: "same-origin", signal });
      if (!answer.ok) throw refusalOf(answer.status, await answer.text());
      return await bodyOf(answer, onBytes);
    } catch (error) {
      failures += 1;
      if (signal.aborted || !isPassing(error) || failures > TRIES) throw error;
      onBytes(0);
      await pause(pauseAfter(failures), signal);
    }
  }
}

async function bodyOf(answer: Response, onBytes: (fetched: number) => void): Promise<Blob> {
  const type = answer.headers.get("content-type") ?? "application/octet-stream";
  const announced = Number(answer.headers.get("content-length") ?? Number.NaN);
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let fetched = 0;
  const reader = answer.body?.getReader();
  for (;;) {
    const piece = await reader?.read();
    if (!piece?.value) break;
    pieces.push(piece.value);
    fetched += piece.value.byteLength;
    onBytes(fetched);
  }
  // Browsers take a body that ends early for a whole one.
  if (fetched < announced) throw new TypeError("The line was cut.");
  return new Blob(pieces, { type });
}

/** Fetch all parts of a transfer, each as a blob of its own, in order. */
export async function* fetchEach(
  url: string,
  onProgress: OnProgress,
  signal: AbortSignal,
): AsyncGenerator<Blob> {
  const status = await wayStatus(url, signal);
  let before = 0;
  for (let part = 0; part < status.parts; part += 1) {
    const blob = await fetchPart(url, part, (n) => onProgress(before + n, status.size), signal);
    before += blob.size;
    yield blob;
  }
}

/** Fetch all parts of a transfer as one file. */
export async function fetchParts(
  url: string,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Blob> {
  const blobs: Blob[] = [];
  for await (const blob of fetchEach(url, onProgress, signal)) blobs.push(blob);
  return new Blob(blobs, { type: blobs[0]?.type ?? "application/octet-stream" });
}

/** Put a file where the browser keeps what was downloaded. */
export function saveBlob(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), LET_GO_MS);
}
