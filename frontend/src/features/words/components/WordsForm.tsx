import { Button, Textarea } from "@mantine/core";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConceptPartsFragment, GlossaryWordsInput } from "@/shared/graphql/generated/graphql";
import type { Outcome, Problem } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { LimitedArea, LimitedInput } from "@/shared/ui/Limited";
import { Panel } from "@/shared/ui/Panel";
import { VisibilityStrip } from "@/shared/ui/VisibilityStrip";
import { linesOf, wordsOf } from "../naming";
import styles from "./Words.module.css";

const FIELDS = ["korean", "english", "note", "reason"] as const;

interface WordsFormProps {
  title: string;
  concept: ConceptPartsFragment | null;
  /** Whether it waits for somebody else's decision. */
  proposes: boolean;
  send: (words: GlossaryWordsInput, reason: string) => Promise<Outcome<unknown>>;
  onDone: (words: GlossaryWordsInput) => void;
  onClose: () => void;
}

/** The words of one concept, a line each, and when to use them. */
export function WordsForm({ title, concept, proposes, send, onDone, onClose }: WordsFormProps) {
  const { t } = useTranslation(["words", "common"]);
  const before = concept?.words;
  const [draft, setDraft] = useState({
    korean: linesOf(before?.korean ?? []),
    english: linesOf(before?.english ?? []),
    note: before?.note ?? "",
    reason: "",
  });
  const act = useAct(FIELDS);

  // the button that opened it may lie far below
  useEffect(() => {
    act.form.current?.querySelector("textarea")?.focus();
  }, [act.form]);

  function write(part: Partial<typeof draft>) {
    setDraft((now) => ({ ...now, ...part }));
    for (const field of Object.keys(part)) act.clear(field);
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    const words = {
      korean: wordsOf(draft.korean),
      english: wordsOf(draft.english),
      note: draft.note,
    };
    const missing = (["korean", "english"] as const)
      .filter((field) => words[field].length === 0)
      .map((field): Problem => ({ field, words: t("form.needed") }));
    if (missing.length > 0) return act.refuse(missing);
    if (await act.run(() => send(words, draft.reason))) onDone(words);
  }

  return (
    <Panel title={title}>
      <form
        className={styles.form}
        ref={act.form}
        onSubmit={(event) => void submit(event)}
        noValidate
      >
        <Trouble words={act.words} />
        {(["korean", "english"] as const).map((field) => (
          <Textarea
            key={field}
            label={t(field)}
            lang={field === "korean" ? "ko" : "en"}
            description={t(`form.${field}Help`)}
            inputWrapperOrder={["label", "input", "description", "error"]}
            rows={4}
            required
            value={draft[field]}
            onChange={(event) => write({ [field]: event.currentTarget.value })}
            error={act.at(field)}
          />
        ))}
        <LimitedInput
          label={t("note")}
          description={t("form.noteHelp")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          most={300}
          value={draft.note}
          onChange={(event) => write({ note: event.currentTarget.value })}
          error={act.at("note")}
        />
        {proposes ? (
          <LimitedArea
            label={t("form.reason")}
            description={t("form.reasonHelp")}
            inputWrapperOrder={["label", "input", "description", "error"]}
            rows={2}
            most={500}
            value={draft.reason}
            onChange={(event) => write({ reason: event.currentTarget.value })}
            error={act.at("reason")}
          />
        ) : null}
        <VisibilityStrip readers={t(proposes ? "form.visibleProposal" : "form.visible")} />
        <div className={styles.actions}>
          <Button type="submit" loading={act.busy}>
            {t(proposes ? "form.send" : "form.save")}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t("common:cancel")}
          </Button>
        </div>
      </form>
      {act.window}
    </Panel>
  );
}
