import { Button } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type CheckPartsFragment,
  type FirmDocumentKind,
  SubmitFirmCheckDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useDraft } from "@/shared/session/draft";
import { useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { LimitedArea, stoppedByLength } from "@/shared/ui/Limited";
import { Panel } from "@/shared/ui/Panel";
import { VisibilityStrip } from "@/shared/ui/VisibilityStrip";
import { DocumentSlot } from "./DocumentSlot";
import styles from "./Firm.module.css";

const NEEDED = ["REGISTRATION_CERTIFICATE", "PROOF_OF_AUTHORITY"] as const;
const KINDS: readonly FirmDocumentKind[] = [...NEEDED, "OTHER"];

interface PrepareCheckProps {
  check: CheckPartsFragment | null;
  again: () => void;
  onSubmitted: () => void;
}

/** What is needed and why, one slot for each document, a word to the verifier, and sending. */
export function PrepareCheck({ check, again, onSubmitted }: PrepareCheckProps) {
  const { t } = useTranslation(["firm", "common"]);
  const [draft, change, forget] = useDraft("firm-check", { note: "" });
  const [asking, setAsking] = useState(false);
  const [, send] = useTypedMutation(SubmitFirmCheckDocument);
  const act = useAct();
  const outcomes = useOutcomes();
  // A declined round keeps its documents for the record; the next one begins empty.
  const documents = check?.state === "DRAFT" ? check.documents : [];
  const missing = NEEDED.filter((kind) => !documents.some((each) => each.kind === kind));

  function ask(event: FormEvent) {
    event.preventDefault();
    if (missing.length > 0) {
      const list = missing.map((kind) => t(`document.${kind}.name`)).join(", ");
      return act.refuse([{ field: null, words: t("check.missing", { list }) }]);
    }
    if (stoppedByLength(act.form)) return;
    act.clear();
    setAsking(true);
  }

  async function submit() {
    const note = draft.note.trim();
    const done = await act.run(async () => outcomes.ofMutation(await send({ note })));
    if (!done) return;
    setAsking(false);
    forget();
    onSubmitted();
  }

  return (
    <Panel title={t("check.prepare")}>
      <form className={styles.form} ref={act.form} onSubmit={ask} noValidate>
        <p className="sb-muted sb-small">{t("check.why")}</p>
        {KINDS.map((kind) => (
          <DocumentSlot
            key={kind}
            kind={kind}
            documents={documents.filter((each) => each.kind === kind)}
            onChanged={() => {
              act.clear();
              again();
            }}
          />
        ))}
        <LimitedArea
          label={t("check.note")}
          description={t("check.noteHelp")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          rows={3}
          most={1000}
          value={draft.note}
          onChange={(event) => change({ note: event.currentTarget.value })}
        />
        <VisibilityStrip readers={t("check.visible")} />
        <Trouble words={asking ? null : act.words} />
        <div className={styles.actions}>
          <Button type="submit" size="md">
            {t("check.submit")}
          </Button>
        </div>
      </form>
      {asking ? (
        <ConfirmByConsequence
          title={t("check.confirm.title")}
          consequences={[t("check.confirm.one"), t("check.confirm.two"), t("check.confirm.three")]}
          undoable={false}
          action={t("check.submit")}
          refusal={act.words ? { words: act.words, signedOut: false } : null}
          onConfirm={submit}
          onClose={() => setAsking(false)}
        />
      ) : null}
      {act.window}
    </Panel>
  );
}
