/** Pictures of pages: fetched as they are looked at, drawn at once, and kept by nobody. */
import { fetchPart } from "@/shared/transfers/download";

export interface Cut {
  width: number;
  height: number;
  tile: number;
  columns: number;
  rows: number;
  partsInRow: number;
  dotsPerInch: number | null;
}

const nothing = () => undefined;

/** Fetch a page as a picture. */
export async function fetchPicture(
  url: string,
  part: number,
  signal: AbortSignal,
): Promise<ImageBitmap> {
  return createImageBitmap(await fetchPart(url, part, nothing, signal));
}

/** Fetch how a page is cut into tiles. */
export async function fetchCut(url: string, signal: AbortSignal): Promise<Cut> {
  return JSON.parse(await (await fetchPart(url, 0, nothing, signal)).text()) as Cut;
}

const AT_ONCE = 4;
const KEPT = 36;

type Fetch = (part: number, signal: AbortSignal) => Promise<ImageBitmap>;

/** The tiles of one page: a few at a time, the newest wish first, the oldest picture let go. */
export class Tiles {
  readonly #fetch: Fetch;
  readonly #kept = new Map<number, ImageBitmap>();
  readonly #waiting: (() => void)[] = [];
  readonly #ending = new AbortController();
  #running = 0;

  constructor(fetch: Fetch) {
    this.#fetch = fetch;
  }

  /** Give a tile, or null when nobody wants it any more. */
  async get(part: number, signal: AbortSignal): Promise<ImageBitmap | null> {
    const kept = this.#kept.get(part);
    if (kept) {
      this.#kept.delete(part);
      this.#kept.set(part, kept);
      return kept;
    }
    await this.#turn();
    try {
      if (signal.aborted || this.#ending.signal.aborted) return null;
      const picture = await this.#fetch(part, this.#ending.signal);
      if (this.#ending.signal.aborted) {
        picture.close();
        return null;
      }
      this.#keep(part, picture);
      return picture;
    } finally {
      this.#running -= 1;
      this.#waiting.pop()?.();
    }
  }

  /** Let everything go. */
  end(): void {
    this.#ending.abort();
    for (const picture of this.#kept.values()) picture.close();
    this.#kept.clear();
  }

  async #turn(): Promise<void> {
    if (this.#running >= AT_ONCE) await new Promise<void>((go) => this.#waiting.push(go));
    this.#running += 1;
  }

  #keep(part: number, picture: ImageBitmap): void {
    this.#kept.get(part)?.close();
    this.#kept.set(part, picture);
    const oldest = this.#kept.keys().next().value;
    if (this.#kept.size > KEPT && oldest !== undefined) {
      this.#kept.get(oldest)?.close();
      this.#kept.delete(oldest);
    }
  }
}
