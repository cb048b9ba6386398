import { useEffect, useState } from "react";
import { WayRefusedError } from "@/shared/transfers/way";
import { fetchPicture } from "./pictures";

const BUSY_MS = 2000;
const BUSY_TRIES = 8;

export interface PictureState {
  picture: ImageBitmap | null;
  /** Why there is none. */
  trouble: string | null;
}

/** Tell why a picture did not come, by the code of the refusal. */
export function codeOf(error: unknown): string {
  return error instanceof WayRefusedError ? error.code : "offline";
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function fetched(url: string, part: number, signal: AbortSignal): Promise<ImageBitmap> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await fetchPicture(url, part, signal);
    } catch (error) {
      if (signal.aborted || codeOf(error) !== "page_busy" || tries > BUSY_TRIES) throw error;
      await pause(BUSY_MS);
    }
  }
}

/** Fetch the picture of a page; it is let go with the page. */
export function usePicture(url: string, part: number, attempt: number): PictureState {
  const [state, setState] = useState<PictureState & { part: number }>({
    picture: null,
    trouble: null,
    part,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt fetches again
  useEffect(() => {
    const leaving = new AbortController();
    let held: ImageBitmap | null = null;
    setState({ picture: null, trouble: null, part });
    fetched(url, part, leaving.signal)
      .then((picture) => {
        if (leaving.signal.aborted) return picture.close();
        held = picture;
        setState({ picture, trouble: null, part });
      })
      .catch((error: unknown) => {
        if (!leaving.signal.aborted) setState({ picture: null, trouble: codeOf(error), part });
      });
    return () => {
      leaving.abort();
      held?.close();
    };
  }, [url, part, attempt]);
  return state.part === part ? state : { picture: null, trouble: null };
}
