import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Trouble } from "@/shared/session/Trouble";
import { CopyButton } from "@/shared/ui/CopyButton";
import { LimitedInput } from "@/shared/ui/Limited";
import { KeyFilePicker } from "./KeyFilePicker";
import styles from "./keys.module.css";
import { type KeyTest, useKeyTest } from "./useKeyTest";

const ORDER: ("label" | "input" | "description" | "error")[] = [
  "label",
  "input",
  "description",
  "error",
];

/** Bring a key that exists already: its public half, then one test with its secret half. */
export function OwnKey({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation("keys");
  const test = useKeyTest("own");
  const [label, setLabel] = useState("");
  const [recipient, setRecipient] = useState("");
  const { act } = test;

  function submit(event: FormEvent) {
    event.preventDefault();
    const empty = [
      ...(label.trim() ? [] : [{ field: "label", words: t("own.labelNeeded") }]),
      ...(recipient.trim() ? [] : [{ field: "recipient", words: t("own.recipientNeeded") }]),
    ];
    if (empty.length > 0) return act.refuse(empty);
    void test.begin(label.trim(), recipient.trim());
  }

  if (test.begun) return <OwnTest test={test} onDone={onDone} />;
  return (
    <form ref={act.form} className={styles.form} onSubmit={submit} noValidate>
      <p>{t("own.lead")}</p>
      <LimitedInput
        label={t("own.label")}
        description={t("own.labelHelp")}
        inputWrapperOrder={ORDER}
        value={label}
        most={60}
        onChange={(event) => {
          setLabel(event.currentTarget.value);
          act.clear("label");
        }}
        error={act.at("label")}
      />
      <TextInput
        label={t("own.recipient")}
        description={t("own.recipientHelp")}
        inputWrapperOrder={ORDER}
        className={styles.mono ?? ""}
        autoComplete="off"
        spellCheck={false}
        value={recipient}
        onChange={(event) => {
          setRecipient(event.currentTarget.value);
          act.clear("recipient");
        }}
        error={act.at("recipient")}
      />
      <Trouble words={act.words} />
      <div className={styles.acts}>
        <Button type="submit" variant="default" loading={act.busy}>
          {t("own.submit")}
        </Button>
      </div>
      {act.window}
    </form>
  );
}

function OwnTest({ test, onDone }: { test: KeyTest; onDone: () => void }) {
  const { t } = useTranslation("keys");
  const [words, setWords] = useState("");
  const { act, begun } = test;
  if (!begun) return null;
  const command = "age --decrypt --identity KEY.txt challenge.age";

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (words.trim() === "") return act.refuse([{ field: "answer", words: t("own.answerNeeded") }]);
    if (await test.answer(words)) onDone();
  }

  async function openHere(secrets: readonly string[]) {
    if (await test.openWith(secrets)) onDone();
  }

  return (
    <form ref={act.form} className={styles.form} onSubmit={(e) => void submit(e)} noValidate>
      <p>{t("own.testLead")}</p>
      <div className={styles.challenge}>
        <div className={styles.line}>
          <h3>{t("own.challenge")}</h3>
          <CopyButton value={begun.challenge} label={t("own.challenge")} />
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys have to reach it */}
        <pre tabIndex={0}>{begun.challenge}</pre>
        <p className="sb-small sb-muted">
          <code>{command}</code>
        </p>
      </div>
      <TextInput
        label={t("own.answer")}
        description={t("own.answerHelp")}
        inputWrapperOrder={ORDER}
        className={styles.mono ?? ""}
        autoComplete="off"
        spellCheck={false}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          act.clear("answer");
        }}
        error={act.at("answer")}
      />
      <Trouble words={act.words} />
      <div className={styles.acts}>
        <Button type="submit" variant="default" loading={act.busy}>
          {t("own.confirm")}
        </Button>
        <Button variant="subtle" color="gray" onClick={() => void test.giveUp()}>
          {t("try.giveUp")}
        </Button>
      </div>
      <p>{t("own.orHere")}</p>
      <KeyFilePicker
        action={t("own.choose")}
        disabled={act.busy}
        onSecrets={(secrets) => void openHere(secrets)}
      />
      {act.window}
    </form>
  );
}
