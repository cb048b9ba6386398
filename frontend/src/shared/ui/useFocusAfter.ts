import { useEffect, useRef } from "react";

/**
 * Move the focus to an element once something was done; a button that its own act takes away
 * would otherwise leave the keyboard at the top of the page.
 */
export function useFocusAfter<Place extends HTMLElement>(done: unknown) {
  const place = useRef<Place>(null);
  useEffect(() => {
    if (done) place.current?.focus();
  }, [done]);
  return place;
}
