import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CombinedError } from "urql";
import { DemandPreviewDocument, type Language } from "@/shared/graphql/generated/graphql";
import { useTypedFetch } from "@/shared/graphql/operations";
import { type DemandDraft, isHeld, isWritten, LANGUAGES, toInput } from "./demandDraft";
import type { Preview } from "./remarks";

/** Long enough not to ask at every letter, short enough to answer a pause. */
const PAUSE = 700;
const SHOWN = 5;

export interface LivePreview {
  preview: Preview | null;
  /** What the answer before held, to tell what is new. */
  before: ReadonlySet<string>;
  asking: boolean;
  error: CombinedError | null;
  again: () => void;
}

const NOTHING: ReadonlySet<string> = new Set();

/** Ask the market with the words as they stand, whenever their writer pauses. */
export function useDemandPreview(draft: DemandDraft, demandId: string | null): LivePreview {
  const { i18n } = useTranslation();
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const fetch = useTypedFetch(DemandPreviewDocument);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [before, setBefore] = useState(NOTHING);
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<CombinedError | null>(null);
  const [round, setRound] = useState(0);
  const shown = useRef(NOTHING);
  const id = useRef(demandId);
  id.current = demandId;
  const written = LANGUAGES.some((each) => isWritten(draft.texts[each]));
  const asked = written && !isHeld(draft) ? JSON.stringify(toInput(draft)) : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round is a new attempt
  useEffect(() => {
    if (asked === null) {
      setAsking(false);
      if (!written) setPreview(null);
      return;
    }
    let gone = false;
    setAsking(true);
    const timer = setTimeout(() => {
      const variables = { input: JSON.parse(asked), first: SHOWN, language };
      const draftId = id.current;
      void fetch(draftId ? { ...variables, demandId: draftId } : variables).then((answer) => {
        if (gone) return;
        setAsking(false);
        setError(answer.error ?? null);
        const found = answer.data?.demandPreview;
        if (!found) return;
        setBefore(shown.current);
        shown.current = new Set(found.suggestions.map((each) => each.technology.id));
        setPreview(found);
      });
    }, PAUSE);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [asked, written, language, fetch, round]);
  return { preview, before, asking, error, again: () => setRound((was) => was + 1) };
}
