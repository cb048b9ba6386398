import { useEffect, useRef, useState } from "react";
import { useDraft } from "@/shared/session/draft";
import type { Refusal } from "./refusals";

/** Keep a reason that is being written, until what it belongs to was done: windows close easily. */
export function useKeptReason(title: string, refusal: Refusal | null) {
  const [place] = useState(() => `reason.${window.location.pathname}.${title}`);
  const [{ reason }, keep, forget] = useDraft(place, { reason: "" });
  const sent = useRef<{ before: Refusal | null } | null>(null);
  const latest = useRef({ refusal, forget });
  latest.current = { refusal, forget };
  // A window that was answered closes; one that was refused has another refusal than before.
  useEffect(
    () => () => {
      if (sent.current && sent.current.before === latest.current.refusal) latest.current.forget();
    },
    [],
  );
  return {
    reason,
    write: (next: string) => {
      sent.current = null;
      keep({ reason: next });
    },
    send: () => {
      sent.current = { before: latest.current.refusal };
    },
  };
}
