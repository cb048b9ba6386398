import { Button, Textarea } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { type FormEvent, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./ConfirmByConsequence.module.css";
import type { Refusal } from "./refusals";
import { Window } from "./Window";

export interface ReasonField {
  label: string;
  help: string;
  needed: string;
}

interface ConfirmProps {
  title: string;
  consequences: readonly string[];
  undoable: boolean;
  action: string;
  danger?: boolean;
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
  const field = useRef<HTMLTextAreaElement>(null);
  const form = useId();

  async function confirm(event: FormEvent) {
    event.preventDefault();
    // A second click while the first is under way does nothing.
    if (busy) return;
    if (props.reason && reason.trim() === "") {
      setMissing(true);
      field.current?.focus();
      return;
    }
    setBusy(true);
    await props.onConfirm(reason.trim()).finally(() => setBusy(false));
  }

  return (
    <Window title={props.title} onClose={props.onClose}>
      <form id={form} onSubmit={(event) => void confirm(event)} className={styles.form} noValidate>
        <ul className={styles.list}>
          {props.consequences.map((each) => (
            <li key={each}>
              <IconArrowRight size={16} aria-hidden="true" />
              {each}
            </li>
          ))}
        </ul>
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
            error={missing ? props.reason.needed : null}
            rows={4}
            maxLength={2000}
            required
            data-autofocus
          />
        ) : null}
        <p className={styles.undo} data-undoable={props.undoable}>
          {props.undoable ? t("consequence.undo") : t("consequence.noUndo")}
        </p>
        {props.refusal ? (
          <p className={styles.refusal} role="alert">
            {props.refusal.words}
            {props.refusal.signedOut ? (
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
