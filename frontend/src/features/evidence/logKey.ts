import { useEffect, useState } from "react";

/** Fetch the log's public key from this site; the reader may put another in its place. */
export function useLogKey(): { key: string; failed: boolean } {
  const [state, setState] = useState({ key: "", failed: false });
  useEffect(() => {
    const stop = new AbortController();
    fetch("/log/vkey", { signal: stop.signal })
      .then(async (response) => {
        if (!response.ok) throw new Error(`key ${response.status}`);
        setState({ key: (await response.text()).trim(), failed: false });
      })
      .catch(() => {
        if (!stop.signal.aborted) setState({ key: "", failed: true });
      });
    return () => stop.abort();
  }, []);
  return state;
}
