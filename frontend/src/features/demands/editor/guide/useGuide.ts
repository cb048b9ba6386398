import { useEffect, useState } from "react";
import type { Language } from "@/shared/graphql/generated/graphql";
import { type GuideAnswers, NO_ANSWERS } from "./compose";

export const STEPS = [
  "change",
  "today",
  "targets",
  "conditions",
  "tried",
  "secret",
  "review",
] as const;
export type Step = (typeof STEPS)[number];

export interface GuideState {
  step: Step;
  answers: GuideAnswers;
}

const FRESH: GuideState = { step: "change", answers: NO_ANSWERS };
const PLACE = "sealbridge:guide:";

function read(key: string): GuideState {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? "null") as Partial<GuideState> | null;
    return kept?.answers
      ? { step: kept.step ?? "change", answers: { ...NO_ANSWERS, ...kept.answers } }
      : FRESH;
  } catch {
    return FRESH;
  }
}

/**
 * Keep a guide's answers in this tab, for this person, demand and language: it can be left and
 * taken up again. What must not be told never leaves the browser.
 */
export function useGuide(owner: string, demandId: string | null, language: Language) {
  const key = `${PLACE}${owner}:${demandId ?? "new"}:${language}`;
  const [held, setHeld] = useState(() => ({ key, state: read(key) }));
  // A draft that has just been saved for the first time keeps its answers under its new name.
  const isNamed = held.key === `${PLACE}${owner}:new:${language}` && demandId !== null;
  const state = held.key === key || isNamed ? held.state : read(key);
  useEffect(() => {
    if (held.key === key) return;
    setHeld({ key, state });
    if (isNamed) sessionStorage.removeItem(held.key);
  }, [held.key, key, state, isNamed]);
  useEffect(() => {
    try {
      if (state === FRESH) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, JSON.stringify(state));
    } catch {
      // Where nothing can be kept, the guide lasts as long as the page.
    }
  }, [key, state]);
  return {
    ...state,
    isBegun: state !== FRESH,
    change: (part: Partial<GuideState>) => setHeld({ key, state: { ...state, ...part } }),
    forget: () => setHeld({ key, state: FRESH }),
  };
}

export type Guide = ReturnType<typeof useGuide>;
