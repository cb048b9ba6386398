import { Button } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { type MatchState, RequestMatchDocument } from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import styles from "@/shared/matching/matching.module.css";
import { QuestionList } from "@/shared/matching/QuestionList";
import type { RequestChoice } from "@/shared/matching/RequestWindow";
import { useDraft } from "@/shared/session/draft";
import { useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { LimitedArea } from "@/shared/ui/Limited";
import { VisibilityStrip } from "@/shared/ui/VisibilityStrip";
import { Window } from "@/shared/ui/Window";

const LONGEST = 1000;
const FIELDS = ["choice", "note", ...Array.from({ length: 10 }, (_, at) => `questions.${at}`)];

type Answer = { deal: string; state: MatchState } | { words: string };

interface AskSeveralWindowProps {
  demandId: string;
  offers: readonly RequestChoice[];
  onClose: () => void;
}

/** Put the same questions to several firms, each in a request of its own that no other sees. */
export function AskSeveralWindow({ demandId, offers, onClose }: AskSeveralWindowProps) {
  const { t } = useTranslation(["suggest", "common"]);
  // A request that is sent again after a cut connection is known by its id.
  const [ids] = useState(() => new Map(offers.map(({ id }) => [id, crypto.randomUUID()])));
  const [chosen, setChosen] = useState(() => new Set(offers.map(({ id }) => id)));
  const [{ note, questions }, keep, forget] = useDraft<{ note: string; questions: string[] }>(
    `several.${demandId}`,
    { note: "", questions: [""] },
  );
  const [answers, setAnswers] = useState<ReadonlyMap<string, Answer>>(new Map());
  const [, request] = useTypedMutation(RequestMatchDocument);
  const act = useAct(FIELDS);
  const { ofMutation } = useOutcomes();
  const left = offers.filter(({ id }) => chosen.has(id) && !answers.has(id));
  const isDone = answers.size > 0 && left.length === 0;

  /** Ask one firm; what is wrong with the note stops all, another refusal is that offer's own. */
  async function ask(technologyId: string) {
    const outcome = ofMutation(
      await request({
        requestId: ids.get(technologyId) ?? crypto.randomUUID(),
        demandId,
        technologyId,
        note: note.trim(),
        questions,
      }),
    );
    const words = outcome.problems[0]?.words;
    const isItsOwn = words !== undefined && outcome.problems.every((each) => !each.field);
    const match = outcome.value?.match;
    if (isItsOwn && !outcome.barrier) return { value: { words }, problems: [], barrier: null };
    const value = match ? { deal: match.id, state: match.state } : null;
    return { value, problems: outcome.problems, barrier: outcome.barrier };
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (left.length === 0) return act.refuse([{ field: "choice", words: t("request.choose") }]);
    for (const { id } of left) {
      const answer = await act.run<Answer>(() => ask(id));
      if (!answer) return;
      setAnswers((before) => new Map(before).set(id, answer));
    }
    forget();
  }

  return (
    <Window title={t("several.title")} onClose={onClose}>
      <form
        ref={act.form}
        onSubmit={(event) => void submit(event)}
        className={styles.form}
        noValidate
      >
        <fieldset className={styles.choices} aria-describedby="several-wrong">
          <legend>{t("several.offers")}</legend>
          {offers.map(({ id, name, lang }) => (
            <label key={id} data-on={chosen.has(id)}>
              <input
                type="checkbox"
                checked={chosen.has(id)}
                disabled={act.busy || answers.has(id)}
                onChange={() => {
                  const next = new Set(chosen);
                  if (!next.delete(id)) next.add(id);
                  setChosen(next);
                  act.clear("choice");
                }}
              />
              <span>
                <span lang={lang}>{name}</span>
                <AnswerLine answer={answers.get(id)} />
              </span>
            </label>
          ))}
          <p id="several-wrong" className={styles.wrong} role="alert">
            {act.at("choice")}
          </p>
        </fieldset>
        {isDone ? null : (
          <>
            <QuestionList
              questions={questions}
              wrongAt={(place) => act.at(`questions.${place}`)}
              onChange={(changed) => {
                keep({ questions: changed });
                act.clear();
              }}
            />
            <LimitedArea
              label={t("several.note")}
              description={t("several.noteHelp")}
              inputWrapperOrder={["label", "description", "input", "error"]}
              rows={3}
              value={note}
              most={LONGEST}
              error={act.at("note")}
              onChange={(event) => {
                keep({ note: event.currentTarget.value });
                act.clear("note");
              }}
            />
            <VisibilityStrip readers={t("several.readers")} />
            <ul className={styles.what}>
              {(["one", "two", "three"] as const).map((which) => (
                <li key={which}>
                  <IconArrowRight size={16} aria-hidden="true" />
                  {t(`several.${which}`)}
                </li>
              ))}
            </ul>
          </>
        )}
        <p role="status" className="sb-small">
          {answers.size > 0 ? t("several.sent", { done: answers.size, of: chosen.size }) : ""}
        </p>
        <Trouble words={act.words} />
        <div className={styles.actions}>
          <Button variant="default" onClick={onClose}>
            {t(answers.size > 0 ? "common:close" : "common:cancel")}
          </Button>
          {isDone ? (
            <Button component={Link} to={`/demands/${demandId}/answers`}>
              {t("several.deals")}
            </Button>
          ) : (
            <Button type="submit" loading={act.busy}>
              {t("several.send", { count: left.length })}
            </Button>
          )}
        </div>
      </form>
      {act.window}
    </Window>
  );
}

/** What became of the request to one firm. */
function AnswerLine({ answer }: { answer: Answer | undefined }) {
  const { t } = useTranslation("suggest");
  if (!answer) return null;
  return (
    <span className={styles.answer} data-wrong={"words" in answer}>
      {"words" in answer ? answer.words : t(`state.${answer.state}`)}
    </span>
  );
}
