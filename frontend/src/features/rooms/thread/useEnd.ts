import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";

const NEAR = 80;

interface Sight {
  /** Whether the thread is drawn. */
  ready: boolean;
  /** The oldest number that is there; another one when older events were put before it. */
  first: number;
  /** What the thread ends with; another text when something comes or grows there. */
  end: string;
}

/** Stay at the end while one is there; somebody who reads further up is not moved. */
export function useEnd(place: RefObject<HTMLElement | null>, { ready, first, end }: Sight) {
  const [below, setBelow] = useState(false);
  const near = useRef(true);
  const distance = useRef(0);
  const toEnd = () => {
    const found = place.current;
    if (found) found.scrollTop = found.scrollHeight;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what comes moves the end
  useLayoutEffect(() => {
    if (near.current) toEnd();
  }, [ready, end]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is put before moves all below it
  useLayoutEffect(() => {
    const found = place.current;
    if (found && !near.current) found.scrollTop = found.scrollHeight - distance.current;
  }, [first]);
  useEffect(() => {
    const found = ready ? place.current : null;
    if (!found) return;
    const look = () => {
      distance.current = found.scrollHeight - found.scrollTop;
      near.current = distance.current - found.clientHeight < NEAR;
      setBelow(!near.current);
    };
    look();
    found.addEventListener("scroll", look, { passive: true });
    return () => found.removeEventListener("scroll", look);
  }, [place, ready]);
  return { below, toEnd };
}
