import { Button, Textarea } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./ConfirmByConsequence.module.css";
import type { Refusal } from "./refusals";
import { useFirstError } from "./useFirstError";
import { useFocusAfter } from "./useFocusAfter";
import { Window } from "./Window";

export interface ReasonField {
  label: string;
  help: string;
  needed: string;
  /** May be left empty. */
  optional?: boolean;
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
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const [tries, setTries] = useState(0);
  const field = useRef<HTMLTextAreaElement>(null);
  const form = useFirstError<HTMLFormElement>(tries);
  // A button at work cannot hold the focus, so that a refusal takes it over.
  const { refusal } = props;
  // What is wrong with the reason stands at the reason.
  const atReason = props.reason && ["words", "reason"].includes(refusal?.field ?? "");
  const refused = useFocusAfter<HTMLParagraphElement>(atReason ? null : refusal);
  useEffect(() => {
    if (atReason && refusal) field.current?.focus();
  }, [atReason, refusal]);

  async function confirm(event: FormEvent) {
    event.preventDefault();
    // A second click while the first is under way does nothing.
    if (busy) return;
    const ready = props.isReady?.() ?? true;
    if (props.reason && !props.reason.optional && reason.trim() === "") {
      setMissing(true);
      field.current?.focus();
      return;
    }
    if (!ready) {
      setTries((before) => before + 1);
      return;
    }
    setBusy(true);
    await props.onConfirm(reason.trim()).finally(() => setBusy(false));
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
          <Textarea
            ref={field}
            label={props.reason.label}
            description={props.reason.help}
            inputWrapperOrder={["label", "input", "description", "error"]}
            value={reason}
            onChange={(event) => {
              setReason(event.currentTarget.value);
              setMissing(false);
            }}
            onBlur={() => setMissing(false)}
            error={missing ? props.reason.needed : atReason ? refusal?.words : null}
            rows={4}
            maxLength={2000}
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
            {refusal.signedOut ? (
              // A full load, so that nothing of the ended session is left in this tab.
              <a href={`/sign-in?next=${encodeURIComponent(window.location.pathname)}`}>
                {t("account.signIn")}
              </a>
            ) : null}
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
    </Window>
  );
}
