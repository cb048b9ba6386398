import { Button } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDraft } from "@/shared/session/draft";
import type { Outcome } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { type Act, useAct } from "@/shared/session/useAct";
import styles from "@/shared/ui/ConfirmByConsequence.module.css";
import { LimitedArea } from "@/shared/ui/Limited";
import { VisibilityStrip } from "@/shared/ui/VisibilityStrip";
import { Window } from "@/shared/ui/Window";

interface WordsField {
  label: string;
  help: string;
  needed: string;
  /** Who reads them. */
  readers: string;
}

interface AskWindowProps {
  title: string;
  consequences: readonly string[];
  undoable: boolean;
  action: string;
  danger?: boolean;
  /** Under which name what is typed is kept through a reload and a sign-in. */
  draft: string;
  words?: WordsField | null;
  /** Names of the inputs among the children, whose errors stand there. */
  fields?: readonly string[];
  children?: ((act: Act) => ReactNode) | undefined;
  /** What is wrong with the children before anything is sent. */
  check?: () => { field: string; words: string }[];
  submit: (words: string) => Promise<Outcome<object>>;
  /** The page was old; it is fetched anew behind the window, in which nothing is lost. */
  onStale: () => void;
  onDone: () => void;
  onClose: () => void;
}

const NONE: readonly string[] = [];

/** Ask by consequence, with words that outlive a reload, an ended session and a stale page. */
export function AskWindow(props: AskWindowProps) {
  const { t } = useTranslation(["payment", "common"]);
  const { words, fields = NONE, check, submit } = props;
  const [known] = useState(() => ["words", ...fields]);
  const [{ text }, keep, forget] = useDraft(`payment.${props.draft}`, { text: "" });
  const act = useAct(known);

  async function confirm(event: FormEvent) {
    event.preventDefault();
    const wrong = check?.() ?? [];
    if (words && text.trim() === "") wrong.push({ field: "words", words: words.needed });
    if (wrong.length > 0) {
      act.refuse(wrong);
      return;
    }
    const done = await act.run(async () => {
      const outcome = await submit(text.trim());
      const stale = outcome.problems.some(({ code }) => code === "stale_state");
      if (!stale) return outcome;
      props.onStale();
      return { ...outcome, problems: [{ field: null, words: t("act.stale") }] };
    });
    if (!done) return;
    forget();
    props.onDone();
  }

  return (
    <Window title={props.title} onClose={props.onClose}>
      <form
        ref={act.form}
        className={styles.form}
        onSubmit={(event) => void confirm(event)}
        noValidate
      >
        {props.consequences.length > 0 ? (
          <ul className={styles.list}>
            {props.consequences.map((each) => (
              <li key={each}>
                <IconArrowRight size={16} aria-hidden="true" />
                {each}
              </li>
            ))}
          </ul>
        ) : null}
        {props.children?.(act)}
        {words ? (
          <>
            <LimitedArea
              label={words.label}
              description={words.help}
              inputWrapperOrder={["label", "input", "description", "error"]}
              value={text}
              onChange={(event) => {
                keep({ text: event.currentTarget.value });
                act.clear("words");
              }}
              error={act.at("words")}
              rows={4}
              most={1000}
              required
              {...(props.children ? {} : { "data-autofocus": true })}
            />
            <VisibilityStrip readers={words.readers} />
          </>
        ) : null}
        <p className={styles.undo} data-undoable={props.undoable}>
          {t(props.undoable ? "common:consequence.undo" : "common:consequence.noUndo")}
        </p>
        <Trouble words={act.words} />
        <div className={styles.actions}>
          <Button variant="default" onClick={props.onClose}>
            {t("common:cancel")}
          </Button>
          <Button type="submit" loading={act.busy} color={props.danger ? "red" : "seal"}>
            {props.action}
          </Button>
        </div>
      </form>
      {act.window}
    </Window>
  );
}
