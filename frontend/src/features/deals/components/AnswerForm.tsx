import { Button } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { giveawayIn } from "@/shared/drafting/giveaways";
import {
  AnswerMatchQuestionsDocument,
  type AskedPartsFragment,
  type DealPartsFragment,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { languageOf } from "@/shared/lib/text";
import { useDraft } from "@/shared/session/draft";
import { useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { LimitedArea } from "@/shared/ui/Limited";
import { VisibilityStrip } from "@/shared/ui/VisibilityStrip";
import { Answered } from "./Answered";
import styles from "./Questions.module.css";

const LONGEST = 2000;

interface AnswerFormProps {
  match: DealPartsFragment;
  questions: AskedPartsFragment["questions"];
  onDone: (words: string) => void;
}

/** Answer the open questions, some now and some later; what is written is kept until it is sent. */
export function AnswerForm({ match, questions, onDone }: AnswerFormProps) {
  const { t } = useTranslation(["asked", "offer"]);
  const [{ words }, keep, forget] = useDraft<{ words: Record<string, string> }>(
    `answers.${match.id}`,
    { words: {} },
  );
  const open = questions.filter(({ answer }) => !answer);
  const [, answer] = useTypedMutation(AnswerMatchQuestionsDocument);
  const act = useAct(open.map(({ id }) => id));
  const { ofMutation } = useOutcomes();
  const isKnown = match.state === "MATCHED";

  async function submit(event: FormEvent) {
    event.preventDefault();
    const answers = open
      .map(({ id }) => ({ questionId: id, text: (words[id] ?? "").trim() }))
      .filter(({ text }) => text !== "");
    const [first] = open;
    if (answers.length === 0 && first)
      return act.refuse([{ field: first.id, words: t("deal.empty") }]);
    const done = await act.run(async () => ofMutation(await answer({ id: match.id, answers })));
    if (!done) return;
    forget();
    onDone(t("deal.sent"));
  }

  return (
    <form
      ref={act.form}
      className={styles.form}
      noValidate
      onSubmit={(event) => void submit(event)}
    >
      <p className="sb-muted sb-small">{t("deal.lead")}</p>
      <ol className={styles.list}>
        {questions.map((question) => {
          const { id, place, text } = question;
          if (question.answer) return <Answered key={id} question={question} />;
          const found = isKnown ? null : giveawayIn(words[id] ?? "");
          const wrong = act.at(id);
          return (
            <li key={id}>
              <p className={styles.question} lang={languageOf(text)} id={`question-${id}`}>
                {text}
              </p>
              <LimitedArea
                aria-label={t("deal.answer", { number: place })}
                aria-describedby={`question-${id}`}
                rows={2}
                classNames={{ input: styles.area ?? "" }}
                value={words[id] ?? ""}
                most={LONGEST}
                error={wrong}
                onChange={({ currentTarget: { value } }) => {
                  keep({ words: { ...words, [id]: value } });
                  act.clear(id);
                }}
              />
              <p className={styles.giveaway} role="status" data-shown={found !== null && !wrong}>
                {found && !wrong ? t(`offer:giveaway.${found.sign}`, { words: found.words }) : null}
              </p>
            </li>
          );
        })}
      </ol>
      <VisibilityStrip readers={t(isKnown ? "deal.readersOpen" : "deal.readers")} />
      <p className={styles.secret}>
        <IconLock size={16} aria-hidden="true" />
        <span>
          {match.stage === "S1" || match.stage === "S2" ? `${t("deal.secret")} ` : ""}
          {t("deal.final")}
        </span>
      </p>
      <Trouble words={act.words} />
      <Button type="submit" variant="default" loading={act.busy} className={styles.send ?? ""}>
        {t("deal.send")}
      </Button>
      {act.window}
    </form>
  );
}
