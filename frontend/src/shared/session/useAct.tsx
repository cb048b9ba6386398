import {
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useTranslation } from "react-i18next";
import { stoppedByLength } from "@/shared/ui/Limited";
import type { Barrier, Outcome, Problem } from "./outcomes";
import { Reauthenticate } from "./Reauthenticate";
import { SignInAgain } from "./SignInAgain";

export interface Act {
  busy: boolean;
  /** What stands in the way and belongs to no field. */
  words: string | null;
  problems: readonly Problem[];
  /** What stands in the way at a field. */
  at: (field: string) => string | null;
  /** Do it; a second call while the first is under way does nothing. */
  run: <Value>(attempt: () => Promise<Outcome<Value>>) => Promise<Value | null>;
  /** Refuse before anything is sent; the focus goes to the first error. */
  refuse: (problems: readonly Problem[]) => void;
  /** Say that a value does not fit, without moving the focus. */
  note: (problem: Problem) => void;
  clear: (field?: string) => void;
  /** Put on the form, so that the focus goes to the first error. */
  form: RefObject<HTMLFormElement | null>;
  /** Put on the page: asks to sign in again, or to prove oneself, and then goes on. */
  window: ReactNode;
}

interface Waiting {
  barrier: Barrier;
  goOn: () => void;
  giveUp: () => void;
}

/** Move the focus once for each refusal, never while somebody mends one of several errors. */
function useFirstErrorFocus(form: RefObject<HTMLFormElement | null>, refusal: number) {
  useEffect(() => {
    if (refusal === 0) return;
    const place =
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]') ??
      form.current?.querySelector<HTMLElement>("[data-trouble]");
    place?.focus();
  }, [form, refusal]);
}

/** Run acts of one form: errors at their field, no double submit, nothing lost with the session. */
export function useAct(fields: readonly string[] = []): Act {
  const { t } = useTranslation("security");
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [busy, setBusy] = useState(false);
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const running = useRef(false);
  const form = useRef<HTMLFormElement>(null);
  const [refusal, setRefusal] = useState(0);
  useFirstErrorFocus(form, refusal);

  const refuse = useCallback((found: readonly Problem[]) => {
    setProblems(found);
    if (found.length > 0) setRefusal((before) => before + 1);
  }, []);

  const past = useCallback(
    (barrier: Barrier) =>
      new Promise<boolean>((resolve) => {
        const answer = (go: boolean) => () => {
          setWaiting(null);
          resolve(go);
        };
        setWaiting({ barrier, goOn: answer(true), giveUp: answer(false) });
      }),
    [],
  );

  const run: Act["run"] = useCallback(
    async (attempt) => {
      if (running.current || stoppedByLength(form)) return null;
      running.current = true;
      setBusy(true);
      setProblems([]);
      try {
        let outcome = await attempt();
        while (outcome.barrier) {
          if (!(await past(outcome.barrier))) {
            refuse([{ field: null, words: t("stopped") }]);
            return null;
          }
          outcome = await attempt();
        }
        refuse(outcome.problems);
        return outcome.value;
      } finally {
        running.current = false;
        setBusy(false);
      }
    },
    [past, refuse, t],
  );

  const clear = useCallback((field?: string) => {
    setProblems((now) => {
      const left = field === undefined ? [] : now.filter((each) => each.field !== field);
      return left.length === now.length ? now : left;
    });
  }, []);

  return useMemo(() => {
    const known = (field: string | null) => field !== null && fields.includes(field);
    const loose = problems.filter((each) => !known(each.field)).map((each) => each.words);
    return {
      busy,
      problems,
      words: loose.length > 0 ? [...new Set(loose)].join(" ") : null,
      at: (field) => problems.find((each) => each.field === field)?.words ?? null,
      run,
      refuse,
      note: (problem) =>
        setProblems((now) => [...now.filter((each) => each.field !== problem.field), problem]),
      clear,
      form,
      window: waiting ? <BarrierWindow {...waiting} /> : null,
    };
  }, [busy, problems, fields, run, refuse, clear, waiting]);
}

function BarrierWindow({ barrier, goOn, giveUp }: Waiting) {
  if (barrier.kind === "signed_out") return <SignInAgain onDone={goOn} onClose={giveUp} />;
  return <Reauthenticate proofs={barrier.proofs} onDone={goOn} onClose={giveUp} />;
}
