import { useCallback, useEffect, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { type Place, placeOf, withPlace } from "./place";

/** Browsers let an address change only so often. */
const SETTLE_MS = 400;

/** Where somebody reads; it stands in the address a moment later, and no step back leads through it. */
export function usePlace(first: number, last: number): [Place, (part: Partial<Place>) => void] {
  const [search, setSearch] = useSearchParams();
  const [place, setPlace] = useState(() => placeOf(search, first, last));
  const write = useRef(setSearch);
  write.current = setSearch;
  useEffect(() => {
    const timer = setTimeout(
      () =>
        write.current((now) => withPlace(now, place, first), {
          replace: true,
          preventScrollReset: true,
        }),
      SETTLE_MS,
    );
    return () => clearTimeout(timer);
  }, [place, first]);
  const change = useCallback(
    (part: Partial<Place>) => setPlace((now) => ({ ...now, ...part })),
    [],
  );
  return [place, change];
}
