import { useEffect, useRef, useState } from "react";

interface Sample {
  at: number;
  done: number;
}

/** Guess by the pace of the last seconds how many more the rest takes; null while there is none. */
export function secondsLeft(samples: readonly Sample[], total: number): number | null {
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last) return null;
  const pace = (last.done - first.done) / (last.at - first.at);
  const rest = total - last.done;
  if (!Number.isFinite(pace) || pace <= 0 || rest <= 0) return null;
  return rest / pace / 1000;
}

const WINDOW = 8_000;
/** A guess after less than this would jump about. */
const PATIENCE = 1_500;

/** Say how long a work still takes, from how its figure moves; null where nobody can know. */
export function useTimeLeft(done: number, total: number | null): number | null {
  const samples = useRef<Sample[]>([]);
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    if (total === null) {
      samples.current = [];
      setLeft(null);
      return;
    }
    const at = performance.now();
    const kept = samples.current.filter((each) => at - each.at < WINDOW && each.done <= done);
    samples.current = [...kept, { at, done }];
    const since = samples.current[0]?.at ?? at;
    setLeft(at - since < PATIENCE ? null : secondsLeft(samples.current, total));
  }, [done, total]);
  return left;
}
