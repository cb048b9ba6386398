import { useEffect, useState } from "react";
import { askAccount, type PendingStep } from "@/shared/session/allauth";

const KEY = "sealbridge.pending-address";

/** Remember to which address the code went, over a reload; gone with the tab. */
export function keepPendingAddress(email: string): void {
  try {
    sessionStorage.setItem(KEY, email);
  } catch {
    // Then the page says "your address" instead of the address.
  }
}

export function pendingAddress(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** Ask whether a step of signing in is open, so that a reload does not lose it. */
export function usePendingStep(
  pause: boolean,
): [PendingStep | null, (step: PendingStep | null) => void] {
  const [step, setStep] = useState<PendingStep | null>(null);
  useEffect(() => {
    if (pause) return;
    let gone = false;
    void askAccount("GET", "auth/session").then((answer) => {
      if (!gone && answer.pending) setStep((now) => now ?? answer.pending);
    });
    return () => {
      gone = true;
    };
  }, [pause]);
  return [step, setStep];
}
