import { Button, Textarea } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { giveawayIn } from "@/shared/drafting/giveaways";
import { type MatchState, RequestMatchDocument } from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useRefusals } from "@/shared/ui/refusals";
import { VisibilityStrip } from "@/shared/ui/VisibilityStrip";
import { Window } from "@/shared/ui/Window";
import styles from "./matching.module.css";

const LONGEST = 1000;

export interface RequestChoice {
  id: string;
  name: string;
  lang: string;
}

interface RequestWindowProps {
  /** Which side asks: a large firm for its demand, or a small firm with its technology. */
  by: "buyer" | "seller";
  question: string;
  choices: readonly RequestChoice[];
  pairOf: (choice: string) => { demandId: string; technologyId: string };
  onDone: () => void;
  onClose: () => void;
}

/** Ask the other firm for a match: with what, with which words, and what it will see of them. */
export function RequestWindow(props: RequestWindowProps) {
  const { by, question, choices, pairOf, onDone, onClose } = props;
  const { t } = useTranslation(["suggest", "offer", "common"]);
  const [requestId] = useState(() => crypto.randomUUID());
  const [choice, setChoice] = useState(choices.length === 1 ? (choices[0]?.id ?? "") : "");
  const [note, setNote] = useState("");
  const [wrong, setWrong] = useState<{ choice?: string; note?: string; all?: string }>({});
  const [sent, setSent] = useState<{ id: string; state: MatchState } | null>(null);
  const first = useRef<HTMLInputElement>(null);
  const words = useRef<HTMLTextAreaElement>(null);
  const [{ fetching }, request] = useTypedMutation(RequestMatchDocument);
  const refusals = useRefusals();
  const found = giveawayIn(note);
  const over = [...note].length - LONGEST;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (fetching) return;
    if (choice === "") {
      setWrong({ choice: t("request.choose") });
      first.current?.focus();
      return;
    }
    if (over > 0) {
      setWrong({ note: t("offer:fault.too_long", { over }) });
      words.current?.focus();
      return;
    }
    setWrong({});
    const answer = await request({ requestId, ...pairOf(choice), note: note.trim() });
    const refused = answer.data?.outcome?.errors[0];
    const match = answer.data?.outcome?.match;
    if (answer.error) setWrong({ all: refusals.ofTransport(answer.error).words });
    else if (refused?.field === "note") {
      const named = refused.params.find((each) => each.name === "found")?.value;
      setWrong({
        note: named
          ? t("offer:fault.names_firm", { found: named })
          : refusals.ofDomain(refused).words,
      });
      words.current?.focus();
    } else if (refused) setWrong({ all: refusals.ofDomain(refused).words });
    else if (match) {
      setSent(match);
    }
  }

  if (sent) {
    const close = () => {
      onClose();
      // Not before: the page behind would take its button, and this window, away.
      onDone();
    };
    return (
      <Window title={t("request.done")} onClose={close}>
        <div className={styles.form}>
          <p role="status">
            {t(sent.state === "AWAITING_LEAD" ? "request.doneLead" : "request.doneSent")}
          </p>
          <div className={styles.actions}>
            <Button variant="default" onClick={close}>
              {t("common:close")}
            </Button>
            <Button component={Link} to={`/deals/${sent.id}`} data-autofocus>
              {t("request.deal")}
            </Button>
          </div>
        </div>
      </Window>
    );
  }
  return (
    <Window title={t(`request.title.${by}`)} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} className={styles.form} noValidate>
        <fieldset className={styles.choices} aria-describedby="request-choice-wrong">
          <legend>{question}</legend>
          {choices.map((each, at) => (
            <label key={each.id} data-on={choice === each.id}>
              <input
                ref={at === 0 ? first : null}
                type="radio"
                name="request-choice"
                checked={choice === each.id}
                onChange={() => {
                  setChoice(each.id);
                  setWrong({});
                }}
              />
              <span lang={each.lang}>{each.name}</span>
            </label>
          ))}
          <p id="request-choice-wrong" className={styles.wrong} role="alert">
            {wrong.choice}
          </p>
        </fieldset>
        <Textarea
          ref={words}
          label={t("request.note")}
          description={t("request.noteHelp")}
          inputWrapperOrder={["label", "description", "input", "error"]}
          rows={4}
          value={note}
          error={wrong.note ?? null}
          onChange={(event) => {
            setNote(event.currentTarget.value);
            setWrong({});
          }}
          onBlur={() => over > 0 && setWrong({ note: t("offer:fault.too_long", { over }) })}
        />
        <p className={styles.giveaway} role="status" data-shown={found !== null && !wrong.note}>
          {found && !wrong.note ? t(`offer:giveaway.${found.sign}`, { words: found.words }) : null}
        </p>
        <VisibilityStrip readers={t(`request.readers.${by}`)} />
        <ul className={styles.what}>
          {(["one", "two", "three"] as const).map((which) => (
            <li key={which}>
              <IconArrowRight size={16} aria-hidden="true" />
              {t(`request.${by}.${which}`)}
            </li>
          ))}
        </ul>
        {wrong.all ? (
          <p className={styles.refusal} role="alert">
            {wrong.all}
          </p>
        ) : null}
        <div className={styles.actions}>
          <Button variant="default" onClick={onClose}>
            {t("common:cancel")}
          </Button>
          <Button type="submit" loading={fetching}>
            {t(`request.action.${by}`)}
          </Button>
        </div>
      </form>
    </Window>
  );
}
