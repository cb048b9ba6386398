import { Button, Checkbox } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { DecideFirmCheckDocument, type FirmCheckReason } from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useDraft } from "@/shared/session/draft";
import { type Problem, useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { LimitedArea } from "@/shared/ui/Limited";
import { Window } from "@/shared/ui/Window";
import styles from "./Firm.module.css";

const REASONS: readonly FirmCheckReason[] = [
  "NUMBER_MISMATCH",
  "NAME_MISMATCH",
  "DOCUMENT_UNREADABLE",
  "DOCUMENT_EXPIRED",
  "AUTHORITY_MISSING",
  "BUSINESS_CLOSED",
  "OTHER",
];
const FIELDS = ["reasons", "reasonText"] as const;

interface DeclineFormProps {
  id: string;
  firm: string;
  onDone: () => void;
  onClose: () => void;
}

/** Reasons to choose from, and words that tell the firm what to mend. */
export function DeclineForm({ id, firm, onDone, onClose }: DeclineFormProps) {
  const { t } = useTranslation(["firm", "common"]);
  const [reasons, setReasons] = useState<readonly FirmCheckReason[]>([]);
  const [draft, change, forget] = useDraft(`decline-${id}`, { words: "" });
  const [, decide] = useTypedMutation(DecideFirmCheckDocument);
  const act = useAct(FIELDS);
  const outcomes = useOutcomes();

  async function submit(event: FormEvent) {
    event.preventDefault();
    const reasonText = draft.words.trim();
    const before: Problem[] = [];
    if (reasons.length === 0) before.push({ field: "reasons", words: t("decide.reasonsNeeded") });
    if (reasons.includes("OTHER") && reasonText === "")
      before.push({ field: "reasonText", words: t("decide.wordsNeeded") });
    if (before.length > 0) return act.refuse(before);
    const done = await act.run(async () =>
      outcomes.ofMutation(
        await decide({ id, confirmed: false, reasons: [...reasons], reasonText }),
      ),
    );
    if (!done) return;
    forget();
    onDone();
  }

  return (
    <Window title={t("decide.declineWindow.title", { firm })} onClose={onClose}>
      <form
        className={styles.form}
        ref={act.form}
        onSubmit={(event) => void submit(event)}
        noValidate
      >
        <p className="sb-small">
          {t("decide.declineWindow.one")} {t("decide.declineWindow.two")}
        </p>
        <Trouble words={act.words} />
        <Checkbox.Group
          label={t("decide.reasons")}
          value={[...reasons]}
          onChange={(value) => {
            setReasons(REASONS.filter((each) => value.includes(each)));
            act.clear("reasons");
          }}
          error={act.at("reasons")}
        >
          <div className={styles.section}>
            {REASONS.map((each) => (
              <Checkbox
                key={each}
                value={each}
                label={t(`reason.${each}.name`)}
                aria-invalid={act.at("reasons") !== null}
              />
            ))}
          </div>
        </Checkbox.Group>
        <LimitedArea
          label={t("decide.words")}
          description={t("decide.wordsHelp")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          rows={4}
          most={1000}
          value={draft.words}
          onChange={(event) => {
            change({ words: event.currentTarget.value });
            act.clear("reasonText");
          }}
          error={act.at("reasonText")}
        />
        <div className={`${styles.actions} ${styles.inWindow}`}>
          <Button variant="default" onClick={onClose}>
            {t("common:cancel")}
          </Button>
          <Button type="submit" color="red" loading={act.busy}>
            {t("decide.decline")}
          </Button>
        </div>
        {act.window}
      </form>
    </Window>
  );
}
