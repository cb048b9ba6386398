import { type RefObject, useEffect } from "react";
import { SEARCH_FIELD } from "./SearchField";

const TITLE = "article h2 a";

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest("input, textarea, select, [contenteditable]") !== null
  );
}

/** How far a key goes among the results: one on, one back, or nowhere. */
function stepOf(key: string, isAmong: boolean): number {
  if (key === "j" || (isAmong && key === "ArrowDown")) return 1;
  if (key === "k" || (isAmong && key === "ArrowUp")) return -1;
  return 0;
}

/**
 * Walk the results by keys: `j` and `k` from anywhere, the arrows from a result on, down from the
 * search field; `c` takes the result one stands on among those to compare. Enter is the link's own.
 */
export function useResultKeys(place: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    function walk(event: KeyboardEvent, step: number) {
      const titles = [...(place.current?.querySelectorAll<HTMLElement>(TITLE) ?? [])];
      const row = document.activeElement?.closest("article");
      const at = titles.findIndex((title) => row?.contains(title));
      const field = document.querySelector<HTMLElement>(SEARCH_FIELD);
      const next = at < 0 && step < 0 ? undefined : titles[at + step];
      // From the first one back to where one types.
      const goal = next ?? (at === 0 && step < 0 ? field : undefined);
      if (!goal) return;
      event.preventDefault();
      goal.focus();
      goal.closest("article")?.scrollIntoView({ block: "nearest" });
    }
    function press(event: KeyboardEvent) {
      if (event.metaKey || event.ctrlKey || event.altKey || event.isComposing) return;
      if (document.querySelector("[aria-modal=true]")) return;
      const { target, key } = event;
      if (isTyping(target)) {
        const isField = target instanceof HTMLElement && target.matches(SEARCH_FIELD);
        if (isField && key === "ArrowDown") walk(event, 1);
        return;
      }
      const row = document.activeElement?.closest("article");
      const isAmong = row !== null && row !== undefined && place.current?.contains(row) === true;
      const step = stepOf(key, isAmong);
      if (step !== 0) walk(event, step);
      if (key === "c" && isAmong) row.querySelector<HTMLElement>("button[aria-pressed]")?.click();
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [place]);
}
