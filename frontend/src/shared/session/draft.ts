import { useEffect, useState } from "react";
import { useSession } from "./session";

function read<Draft>(key: string, empty: Draft): Draft {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? "null");
    return typeof kept === "object" && kept !== null ? { ...empty, ...kept } : empty;
  } catch {
    return empty;
  }
}

/** Keep what is typed over a reload, in this tab and for this person only; never secrets. */
export function useDraft<Draft extends object>(
  name: string,
  empty: Draft,
): [Draft, (part: Partial<Draft>) => void, () => void] {
  const { viewer } = useSession();
  const key = `sealbridge.draft.${viewer?.id ?? "nobody"}.${name}`;
  const [draft, setDraft] = useState<Draft>(() => read(key, empty));
  useEffect(() => {
    try {
      sessionStorage.setItem(key, JSON.stringify(draft));
    } catch {
      // A browser that keeps nothing still sends.
    }
  }, [key, draft]);
  function forget() {
    setDraft(empty);
    // Whoever forgets often leaves in the same moment, and then nothing else empties the place.
    sessionStorage.removeItem(key);
  }
  return [draft, (part) => setDraft((now) => ({ ...now, ...part })), forget];
}
