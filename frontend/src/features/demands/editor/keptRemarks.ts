/** The remarks that the writer of a demand decided to leave as they are, while the window lasts. */
import { useCallback, useState } from "react";
import { type Remark, remarkKey } from "./remarks";

const PLACE = "sealbridge:remarks-kept:";

function read(name: string): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(PLACE + name) ?? "[]");
    return new Set(Array.isArray(kept) ? kept.filter((each) => typeof each === "string") : []);
  } catch {
    return new Set();
  }
}

function write(name: string, kept: ReadonlySet<string>): void {
  try {
    sessionStorage.setItem(PLACE + name, JSON.stringify([...kept]));
  } catch {
    // where nothing can be kept, the decision lasts as long as the page
  }
}

export interface KeptRemarks {
  kept: ReadonlySet<string>;
  keep: (remark: Remark) => void;
  takeBack: () => void;
}

/** Keep them by the demand's id; a demand that is not saved yet has none, and its page no reload. */
export function useKeptRemarks(demandId: string | null): KeptRemarks {
  const [kept, setKept] = useState<ReadonlySet<string>>(() =>
    demandId ? read(demandId) : new Set<string>(),
  );
  const change = useCallback(
    (next: ReadonlySet<string>) => {
      setKept(next);
      if (demandId) write(demandId, next);
    },
    [demandId],
  );
  return {
    kept,
    keep: (remark) => change(new Set([...kept, remarkKey(remark)])),
    takeBack: () => change(new Set()),
  };
}
