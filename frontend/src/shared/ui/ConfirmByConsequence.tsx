import { Button } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { type FormEvent, lazy, type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { wantWorkWords } from "@/shared/i18n/setup";
import styles from "./ConfirmByConsequence.module.css";
import { LimitedArea, stoppedByLength } from "./Limited";
import type { Refusal } from "./refusals";
import { useFirstError } from "./useFirstError";
import { useFocusAfter } from "./useFocusAfter";
import { useKeptReason } from "./useKeptReason";
import { Window } from "./Window";

/** Few sessions end in the middle of a question, and most pages that ask never need it. */
const SignInAgain = lazy(async () => {
  const [file] = await Promise.all([import("@/shared/session/SignInAgain"), wantWorkWords()]);
  return { default: file.SignInAgain };
});

const LONGEST = 1000;

export interface ReasonField {
  label: string;
  help: string;
  needed: string;
  /** May be left empty. */
  optional?: boolean;
  /** Characters that the server takes. */
  most?: number;
}

interface ConfirmProps {
  title: string;
  consequences: readonly string[];
  undoable: boolean;
  action: string;
  danger?: boolean;
  /** What is chosen before the reason, for example which of a few. */
  children?: ReactNode;
  /** Whether what was chosen will do; says so at its field when it does not. */
  isReady?: () => boolean;
  reason?: ReasonField;
  /** What the server refused, in words. */
  refusal?: Refusal | null;
  onConfirm: (reason: string) => Promise<void>;
  onClose: () => void;
}

/** Ask by showing what will happen, to whom it becomes visible, and whether it can be undone. */
export function ConfirmByConsequence(props: ConfirmProps) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const { refusal } = props;
  const kept = useKeptReason(props.title, refusal ?? null);
  const { reason } = kept;
  const [missing, setMissing] = useState(false);
  const [tries, setTries] = useState(0);
  const [out, setOut] = useState(false);
  /** The refusal that the reason was changed after. */
  const [mended, setMended] = useState<Refusal | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const form = useFirstError<HTMLFormElement>(tries);
  // A button at work cannot hold the focus, so that a refusal takes it over.
  // What is wrong with the reason stands at the reason.
  const atReason = props.reason && ["words", "reason"].includes(refusal?.field ?? "");
  const refused = useFocusAfter<HTMLParagraphElement>(atReason ? null : refusal);
  useEffect(() => {
    if (atReason && refusal) field.current?.focus();
    setOut(refusal?.signedOut ?? false);
  }, [atReason, refusal]);

  async function send() {
    // A second click while the first is under way does nothing.
    if (running.current) return;
    running.current = true;
    setBusy(true);
    try {
      kept.send();
      await props.onConfirm(reason.trim());
    } finally {
      running.current = false;
      setBusy(false);
    }
  }

  async function confirm(event: FormEvent) {
    event.preventDefault();
    const ready = props.isReady?.() ?? true;
    if (props.reason && !props.reason.optional && reason.trim() === "") {
      setMissing(true);
      field.current?.focus();
    } else if (!ready) setTries((before) => before + 1);
    else if (!stoppedByLength(form)) await send();
  }

  return (
    <Window title={props.title} onClose={props.onClose}>
      <form ref={form} onSubmit={(event) => void confirm(event)} className={styles.form} noValidate>
        <ul className={styles.list}>
          {props.consequences.map((each) => (
            <li key={each}>
              <IconArrowRight size={16} aria-hidden="true" />
              {each}
            </li>
          ))}
        </ul>
        {props.children}
        {props.reason ? (
          <LimitedArea
            ref={field}
            label={props.reason.label}
            description={props.reason.help}
            inputWrapperOrder={["label", "input", "description", "error"]}
            value={reason}
            onChange={(event) => {
              kept.write(event.currentTarget.value);
              setMissing(false);
              setMended(refusal ?? null);
            }}
            onBlur={() => setMissing(false)}
            error={
              missing ? props.reason.needed : atReason && refusal !== mended ? refusal?.words : null
            }
            rows={4}
            most={props.reason.most ?? LONGEST}
            required={!props.reason.optional}
            {...(props.children ? {} : { "data-autofocus": true })}
          />
        ) : null}
        <p className={styles.undo} data-undoable={props.undoable}>
          {props.undoable ? t("consequence.undo") : t("consequence.noUndo")}
        </p>
        {refusal && !atReason ? (
          <p ref={refused} className={styles.refusal} role="alert" tabIndex={-1}>
            {refusal.words}
          </p>
        ) : null}
        <div className={styles.actions}>
          <Button variant="default" onClick={props.onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" loading={busy} color={props.danger ? "red" : "seal"}>
            {props.action}
          </Button>
        </div>
      </form>
      {out ? (
        <Suspense>
          <SignInAgain
            onDone={() => {
              setOut(false);
              void send();
            }}
            onClose={() => setOut(false)}
          />
        </Suspense>
      ) : null}
    </Window>
  );
}
