import { useEffect, useRef } from "react";

/**
 * Move the focus to the first field that is wrong, each time a form was tried in vain.
 *
 * @param tried Something that is another after each try, or null before the first.
 */
export function useFirstError<Place extends HTMLElement>(tried: unknown) {
  const place = useRef<Place>(null);
  useEffect(() => {
    if (tried) place.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tried]);
  return place;
}
