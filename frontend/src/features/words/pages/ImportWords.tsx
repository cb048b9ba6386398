import { Button, FileInput, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type ImportPlanPartsFragment,
  ImportWordsDocument,
  PreviewImportDocument,
  WordsRightsDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation, useTypedQuery } from "@/shared/graphql/operations";
import { Guarded } from "@/shared/session/Guarded";
import { useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { Outcome } from "@/shared/ui/Outcome";
import { PageHead } from "@/shared/ui/PageHead";
import { Empty, PageSkeleton } from "@/shared/ui/states";
import { countsOf, PlanTable } from "../components/PlanTable";
import styles from "../components/Words.module.css";
import { WordsPlaces } from "../components/WordsPlaces";

/** Take a table in: first what it would do, then that. */
export function ImportWords() {
  const { t } = useTranslation(["words", "common"]);
  return (
    <div className={styles.page}>
      <PageHead title={t("title")} lead={t("import.lead")} />
      <Guarded>
        <Importing />
      </Guarded>
    </div>
  );
}

function Importing() {
  const { t } = useTranslation(["words", "common"]);
  const [{ data }] = useTypedQuery(WordsRightsDocument, {}, { fresh: true });
  const [table, setTable] = useState("");
  const [plan, setPlan] = useState<ImportPlanPartsFragment | null>(null);
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const [, preview] = useTypedMutation(PreviewImportDocument);
  const [, take] = useTypedMutation(ImportWordsDocument);
  const act = useAct(["table"]);
  const outcomes = useOutcomes();
  if (!data) return <PageSkeleton />;
  if (!data.glossaryRights.keeps) {
    return (
      <Empty
        title={t("common:trouble.forbidden.title")}
        body={t("common:trouble.forbidden.body")}
      />
    );
  }

  function write(text: string) {
    setTable(text);
    setPlan(null);
    act.clear();
  }

  async function choose(file: File | null) {
    if (!file) return;
    try {
      write(new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()));
    } catch {
      act.note({ field: "table", words: t("import.wrongFile") });
    }
  }

  async function show(event: FormEvent) {
    event.preventDefault();
    setSaid(null);
    const done = await act.run(async () => outcomes.ofMutation(await preview({ table })));
    setPlan(done?.plan ?? null);
  }

  async function confirm() {
    if (!plan) return;
    const { version } = plan;
    const done = await act.run(async () => outcomes.ofMutation(await take({ table, version })));
    if (!done) return;
    setAsking(false);
    setSaid(t("import.done", countsOf(plan)));
    write("");
  }

  const counts = plan ? countsOf(plan) : null;
  return (
    <>
      <WordsPlaces keeps />
      <Outcome words={said} />
      <form
        className={styles.form}
        ref={act.form}
        onSubmit={(event) => void show(event)}
        noValidate
      >
        <Trouble words={asking ? null : act.words} />
        <FileInput
          label={t("import.file")}
          placeholder={t("import.choose")}
          accept=".csv,text/csv"
          onChange={(file) => void choose(file)}
        />
        <Textarea
          label={t("import.paste")}
          rows={6}
          value={table}
          onChange={(event) => write(event.currentTarget.value)}
          error={act.at("table")}
        />
        <div className={styles.actions}>
          <Button
            type="submit"
            variant={plan ? "default" : "filled"}
            loading={act.busy && !asking}
            disabled={table.trim() === ""}
          >
            {t("import.show")}
          </Button>
        </div>
      </form>
      {plan && counts ? (
        <section className={styles.list} aria-label={t("import.show")}>
          <p role="status">{t("import.summary", counts)}</p>
          <PlanTable plan={plan} />
          <div className={styles.actions}>
            {counts.wrong > 0 ? (
              <p>{t("import.mend")}</p>
            ) : counts.fresh + counts.changed === 0 ? (
              <p>{t("import.none")}</p>
            ) : (
              <Button onClick={() => setAsking(true)}>{t("import.take")}</Button>
            )}
          </div>
        </section>
      ) : null}
      {asking && counts ? (
        <ConfirmByConsequence
          title={t("import.confirm.title")}
          consequences={[t("import.confirm.one", counts), t("import.confirm.two")]}
          undoable={false}
          action={t("import.take")}
          refusal={act.problems[0] ? { words: act.problems[0].words, signedOut: false } : null}
          onConfirm={confirm}
          onClose={() => setAsking(false)}
        />
      ) : null}
      {act.window}
    </>
  );
}
