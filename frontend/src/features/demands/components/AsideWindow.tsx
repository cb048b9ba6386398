import { Button } from "@mantine/core";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { type JudgementReason, JudgeSuggestionDocument } from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useDraft } from "@/shared/session/draft";
import { useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { LimitedArea } from "@/shared/ui/Limited";
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

const FIELDS = ["reason", "note"] as const;

/** Say why a suggestion is not relevant; it can be undone. */
export function AsideWindow({ demandId, technologyId, title, onDone, onClose }: AsideWindowProps) {
  const { t } = useTranslation(["suggest", "common"]);
  const [draft, keep, forget] = useDraft<{ reason: JudgementReason | null; note: string }>(
    `aside.${demandId}.${technologyId}`,
    { reason: null, note: "" },
  );
  const { reason, note } = draft;
  const act = useAct(FIELDS);
  const { ofMutation } = useOutcomes();
  const [, judge] = useTypedMutation(JudgeSuggestionDocument);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (reason === null) return act.refuse([{ field: "reason", words: t("aside.choose") }]);
    const wish = { demandId, technologyId, reason, note: note.trim() };
    if (!(await act.run(async () => ofMutation(await judge(wish))))) return;
    forget();
    onDone();
  }

  return (
    <Window title={t("aside.title")} onClose={onClose}>
      <form
        ref={act.form}
        onSubmit={(event) => void submit(event)}
        className={styles.form}
        noValidate
      >
        <p>
          <strong>{title}</strong>
        </p>
        <fieldset className={styles.reasons}>
          <legend>{t("aside.why")}</legend>
          {REASONS.map((each) => (
            <label key={each} data-on={reason === each}>
              <input
                type="radio"
                name="aside-reason"
                checked={reason === each}
                aria-invalid={act.at("reason") !== null}
                onChange={() => {
                  keep({ reason: each });
                  act.clear("reason");
                }}
              />
              {t(`reason.${each}`)}
            </label>
          ))}
          <p className={styles.wrong} role="alert">
            {act.at("reason")}
          </p>
        </fieldset>
        <LimitedArea
          label={t("aside.note")}
          description={t("aside.noteHelp")}
          inputWrapperOrder={["label", "description", "input", "error"]}
          rows={2}
          most={NOTE_MAX}
          value={note}
          error={act.at("note")}
          onChange={(event) => {
            keep({ note: event.currentTarget.value });
            act.clear("note");
          }}
        />
        <VisibilityStrip readers={t("aside.readers")} />
        <Trouble words={act.words} />
        <div className={styles.acts}>
          <Button variant="default" onClick={onClose}>
            {t("common:cancel")}
          </Button>
          <Button type="submit" loading={act.busy}>
            {t("aside.action")}
          </Button>
        </div>
      </form>
      {act.window}
    </Window>
  );
}
