import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Outcome } from "@/shared/session/outcomes";
import { type Act, useAct } from "@/shared/session/useAct";
import { fetchParts, saveBlob } from "./download";

type Way = { transfer?: { url?: string | null } | null };

/** Fetch a document by the way that the server opens to it, and save it under a name. */
export function useSaving(): {
  act: Act;
  save: (open: () => Promise<Outcome<Way>>, name: string) => void;
} {
  const { t } = useTranslation("security");
  const act = useAct();
  const [stop] = useState(() => new AbortController());
  useEffect(() => () => stop.abort(), [stop]);

  async function fetched(open: () => Promise<Outcome<Way>>, name: string) {
    await act.run(async () => {
      const opened = await open();
      const url = opened.value?.transfer?.url;
      if (!url) return opened;
      try {
        saveBlob(name, await fetchParts(url, () => undefined, stop.signal));
        return opened;
      } catch {
        const problems = stop.signal.aborted ? [] : [{ field: null, words: t("codes.offline") }];
        return { value: null, problems, barrier: null };
      }
    });
  }

  return { act, save: (open, name) => void fetched(open, name) };
}
