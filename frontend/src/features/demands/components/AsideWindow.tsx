import { Button } from "@mantine/core";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type JudgementReason, JudgeSuggestionDocument } from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { LimitedArea } from "@/shared/ui/Limited";
import { useRefusals } from "@/shared/ui/refusals";
import { VisibilityStrip } from "@/shared/ui/VisibilityStrip";
import { Window } from "@/shared/ui/Window";
import styles from "./SuggestionActs.module.css";

export const REASONS = [
  "WRONG_FIELD",
  "TOO_EARLY",
  "WRONG_TRANSFER_MODE",
  "KNOWN_ALREADY",
  "TOO_VAGUE",
  "OTHER",
] as const satisfies readonly JudgementReason[];
const NOTE_MAX = 500;

interface AsideWindowProps {
  demandId: string;
  technologyId: string;
  title: string;
  onDone: () => void;
  onClose: () => void;
}

/** Say why a suggestion is not relevant; it can be undone. */
export function AsideWindow({ demandId, technologyId, title, onDone, onClose }: AsideWindowProps) {
  const { t } = useTranslation(["suggest", "common"]);
  const [reason, setReason] = useState<JudgementReason | null>(null);
  const [note, setNote] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const first = useRef<HTMLInputElement>(null);
  const [{ fetching }, judge] = useTypedMutation(JudgeSuggestionDocument);
  const refusals = useRefusals();

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (fetching) return;
    if (reason === null) {
      setWrong(t("aside.choose"));
      first.current?.focus();
      return;
    }
    const answer = await judge({ demandId, technologyId, reason, note: note.trim() });
    const refused = answer.data?.outcome?.errors[0];
    if (answer.error) setWrong(refusals.ofTransport(answer.error).words);
    else if (refused) setWrong(refusals.ofDomain(refused).words);
    else onDone();
  }

  return (
    <Window title={t("aside.title")} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} className={styles.form} noValidate>
        <p>
          <strong>{title}</strong>
        </p>
        <fieldset className={styles.reasons}>
          <legend>{t("aside.why")}</legend>
          {REASONS.map((each, at) => (
            <label key={each} data-on={reason === each}>
              <input
                ref={at === 0 ? first : null}
                type="radio"
                name="aside-reason"
                checked={reason === each}
                onChange={() => {
                  setReason(each);
                  setWrong(null);
                }}
              />
              {t(`reason.${each}`)}
            </label>
          ))}
        </fieldset>
        <LimitedArea
          label={t("aside.note")}
          description={t("aside.noteHelp")}
          inputWrapperOrder={["label", "description", "input", "error"]}
          rows={2}
          most={NOTE_MAX}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <VisibilityStrip readers={t("aside.readers")} />
        <p className={styles.wrong} role="alert">
          {wrong}
        </p>
        <div className={styles.acts}>
          <Button variant="default" onClick={onClose}>
            {t("common:cancel")}
          </Button>
          <Button type="submit" loading={fetching}>
            {t("aside.action")}
          </Button>
        </div>
      </form>
    </Window>
  );
}
