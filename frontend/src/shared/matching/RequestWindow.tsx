import { Button } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { giveawayIn } from "@/shared/drafting/giveaways";
import {
  type ErrorPartsFragment,
  type MatchState,
  RequestMatchDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useDraft } from "@/shared/session/draft";
import { type Problem, useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { LimitedArea } from "@/shared/ui/Limited";
import { VisibilityStrip } from "@/shared/ui/VisibilityStrip";
import { Window } from "@/shared/ui/Window";
import styles from "./matching.module.css";
import { QuestionList } from "./QuestionList";

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
  /** Called with what became of the request. */
  onDone: (state: MatchState) => void;
  onClose: () => void;
}

const FIELDS = ["choice", "note", ...Array.from({ length: 10 }, (_, at) => `questions.${at}`)];

/** Ask the other firm for a match: with what, with which words, and what it will see of them. */
export function RequestWindow(props: RequestWindowProps) {
  const { by, question, choices, pairOf, onDone, onClose } = props;
  const { t } = useTranslation(["suggest", "offer", "common"]);
  const [requestId] = useState(() => crypto.randomUUID());
  const [choice, setChoice] = useState(choices.length === 1 ? (choices[0]?.id ?? "") : "");
  const [{ note, questions }, keep, forget] = useDraft<{ note: string; questions: string[] }>(
    `request.${window.location.pathname}`,
    { note: "", questions: [] },
  );
  const [sent, setSent] = useState<{ id: string; state: MatchState } | null>(null);
  const [, request] = useTypedMutation(RequestMatchDocument);
  const act = useAct(FIELDS);
  const { ofMutation } = useOutcomes();
  const found = giveawayIn(note);
  const wrongNote = act.at("note");

  /** Quote in the note what gives the firm away. */
  function quoted(problem: Problem, errors: readonly ErrorPartsFragment[]): Problem {
    const of = errors.find((each) => each.field === "note" && problem.field === "note");
    const words = of?.params.find((each) => each.name === "found")?.value;
    return words ? { ...problem, words: t("offer:fault.names_firm", { found: words }) } : problem;
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (choice === "") return act.refuse([{ field: "choice", words: t("request.choose") }]);
    const wish = { requestId, ...pairOf(choice), note: note.trim(), questions };
    const done = await act.run(async () => {
      const answer = await request(wish);
      const outcome = ofMutation(answer);
      const errors = answer.data?.outcome?.errors ?? [];
      return { ...outcome, problems: outcome.problems.map((each) => quoted(each, errors)) };
    });
    if (!done?.match) return;
    forget();
    setSent(done.match);
  }

  if (sent) {
    const close = () => {
      onClose();
      // Not before: the page behind would take its button, and this window, away.
      onDone(sent.state);
    };
    return (
      <Window
        title={t(sent.state === "AWAITING_LEAD" ? "request.prepared" : "request.done")}
        onClose={close}
      >
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
      <form
        ref={act.form}
        onSubmit={(event) => void submit(event)}
        className={styles.form}
        noValidate
      >
        <fieldset className={styles.choices} aria-describedby="request-choice-wrong">
          <legend>{question}</legend>
          {choices.map((each) => (
            <label key={each.id} data-on={choice === each.id}>
              <input
                type="radio"
                name="request-choice"
                checked={choice === each.id}
                aria-invalid={act.at("choice") !== null}
                onChange={() => {
                  setChoice(each.id);
                  act.clear("choice");
                }}
              />
              <span lang={each.lang}>{each.name}</span>
            </label>
          ))}
          <p id="request-choice-wrong" className={styles.wrong} role="alert">
            {act.at("choice")}
          </p>
        </fieldset>
        <LimitedArea
          label={t("request.note")}
          description={t("request.noteHelp")}
          inputWrapperOrder={["label", "description", "input", "error"]}
          rows={4}
          value={note}
          most={LONGEST}
          error={wrongNote}
          onChange={(event) => {
            keep({ note: event.currentTarget.value });
            act.clear("note");
          }}
        />
        <p className={styles.giveaway} role="status" data-shown={found !== null && !wrongNote}>
          {found && !wrongNote ? t(`offer:giveaway.${found.sign}`, { words: found.words }) : null}
        </p>
        {by === "buyer" ? (
          <QuestionList
            questions={questions}
            wrongAt={(place) => act.at(`questions.${place}`)}
            onChange={(changed) => {
              keep({ questions: changed });
              act.clear();
            }}
          />
        ) : null}
        <VisibilityStrip readers={t(`request.readers.${by}`)} />
        <ul className={styles.what}>
          {(["one", "two", "three"] as const).map((which) => (
            <li key={which}>
              <IconArrowRight size={16} aria-hidden="true" />
              {t(`request.${by}.${which}`)}
            </li>
          ))}
        </ul>
        <Trouble words={act.words} />
        <div className={styles.actions}>
          <Button variant="default" onClick={onClose}>
            {t("common:cancel")}
          </Button>
          <Button type="submit" loading={act.busy}>
            {t(`request.action.${by}`)}
          </Button>
        </div>
      </form>
      {act.window}
    </Window>
  );
}
