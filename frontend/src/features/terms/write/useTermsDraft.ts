import { useEffect } from "react";
import type { SheetPartsFragment } from "@/shared/graphql/generated/graphql";
import { useDraft } from "@/shared/session/draft";
import { EMPTY, type TypedTerms, typedOf } from "./termsDraft";

interface Kept {
  /** The terms that the writing began from, and as they were then. */
  from: string;
  base: TypedTerms;
  typed: TypedTerms;
}

function same(one: TypedTerms, other: TypedTerms): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/**
 * Hold what is typed over a reload and over the end of the session.
 *
 * Others may offer terms meanwhile: what was typed then stands beside theirs until one is chosen
 * field by field.
 */
export function useTermsDraft(match: string, sheet: SheetPartsFragment | null) {
  const last = sheet?.versions.at(-1);
  const newest = last ? typedOf(last) : EMPTY;
  // Another revision without another version, such as a withdrawal, is nothing to choose from.
  const from = last ? last.id : "nothing";
  const [kept, keep, forget] = useDraft<Kept>(`terms.${match}`, {
    from,
    base: newest,
    typed: newest,
  });
  const untouched = same(kept.typed, kept.base);
  const moved = kept.from !== from;

  useEffect(() => {
    if (moved && untouched) keep({ from, base: newest, typed: newest });
  });

  return {
    typed: moved && untouched ? newest : kept.typed,
    untouched,
    /** What the others offered since, where it has to be joined with what is typed. */
    theirs: moved && !untouched ? newest : null,
    base: kept.base,
    change: (part: Partial<TypedTerms>) => keep({ typed: { ...kept.typed, ...part } }),
    settle: (typed: TypedTerms) => keep({ from, base: newest, typed }),
    discard: () => keep({ from, base: newest, typed: newest }),
    forget,
  };
}
