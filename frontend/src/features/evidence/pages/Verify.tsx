import { Button } from "@mantine/core";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { checkRecord, type Outcome } from "@/shared/evidence/check";
import { PageHead } from "@/shared/ui/PageHead";
import { DropArea } from "../components/DropArea";
import { LogLine } from "../components/LogLine";
import { OutcomeList } from "../components/OutcomeList";
import { Parts } from "../components/Parts";
import { EMPTY_PARTS, type PartsGiven, readFiles } from "../files";
import { useLogKey } from "../logKey";
import styles from "./Verify.module.css";

/** Check a record in the browser, step by step; nothing is sent anywhere. */
export function Verify() {
  const { t } = useTranslation("evidence");
  const [parts, setParts] = useState<PartsGiven>(EMPTY_PARTS);
  const [ownKey, setOwnKey] = useState<string | null>(null);
  const fetched = useLogKey();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [message, setMessage] = useState<string | null>(null);
  const result = useRef<HTMLElement>(null);
  const key = ownKey ?? fetched.key;

  function run(given: PartsGiven) {
    setMessage(null);
    if (given.proof.trim() === "") {
      setMessage(t("verify.needProof"));
      return;
    }
    setOutcome(checkRecord({ ...given, key }));
    requestAnimationFrame(() => result.current?.focus());
  }

  async function take(files: readonly File[]) {
    const read = await readFiles(files, parts);
    if (read.trouble) {
      setOutcome(null);
      setMessage(t(`verify.${read.trouble.code}`, { name: read.trouble.name }));
      return;
    }
    setParts(read.parts);
    setMessage(null);
    if (read.parts.proof && key) run(read.parts);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    run(parts);
  }

  return (
    <div className={styles.page}>
      <PageHead title={t("verify.title")} lead={t("verify.lead")} />
      <div className={styles.columns}>
        <form className={styles.form} onSubmit={submit} noValidate>
          <DropArea onFiles={(files) => void take(files)} />
          {message ? (
            <p className={styles.message} role="alert">
              {message}
            </p>
          ) : null}
          <Parts
            parts={parts}
            keyLine={key}
            keyFailed={fetched.failed}
            onParts={(next) => {
              setParts(next);
              setOutcome(null);
            }}
            onKey={(next) => {
              setOwnKey(next);
              setOutcome(null);
            }}
          />
          <div className={styles.actions}>
            <Button
              variant="default"
              onClick={() => {
                setParts(EMPTY_PARTS);
                setOwnKey(null);
                setOutcome(null);
                setMessage(null);
              }}
            >
              {t("verify.reset")}
            </Button>
            <Button type="submit">{t("verify.submit")}</Button>
          </div>
        </form>
        <section
          ref={result}
          tabIndex={-1}
          className={styles.outcome}
          aria-label={t("verify.outcome")}
        >
          <OutcomeList outcome={outcome} />
          <div className={styles.where}>
            <h2>{t("verify.example")}</h2>
            <p>{t("verify.exampleBody")}</p>
          </div>
          <LogLine />
        </section>
      </div>
    </div>
  );
}
