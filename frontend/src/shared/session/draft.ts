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
  const owner = viewer?.id ?? "nobody";
  const key = `sealbridge.draft.${owner}.${name}`;
  const [held, setHeld] = useState(() => ({ owner, draft: read(key, empty) }));
  // Nobody's place is filled with what another person typed.
  const mine = held.owner === owner ? held : { owner, draft: read(key, empty) };
  if (mine !== held) setHeld(mine);
  const { draft } = mine;
  useEffect(() => {
    try {
      sessionStorage.setItem(key, JSON.stringify(draft));
    } catch {
      // A browser that keeps nothing still sends.
    }
  }, [key, draft]);
  function forget() {
    setHeld({ owner, draft: empty });
    // Whoever forgets often leaves in the same moment, and then nothing else empties the place.
    sessionStorage.removeItem(key);
  }
  function change(part: Partial<Draft>) {
    setHeld((now) => ({ ...now, draft: { ...now.draft, ...part } }));
  }
  return [draft, change, forget];
}
