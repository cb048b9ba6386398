import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type DealPartsFragment,
  MatchQuestionsDocument,
  SeeMatchDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation, useTypedQuery } from "@/shared/graphql/operations";
import { useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { Panel } from "@/shared/ui/Panel";
import { Answered } from "./Answered";
import { AnswerForm } from "./AnswerForm";
import styles from "./Questions.module.css";

/** What was asked with the request and what was answered; the firm that was asked answers here. */
export function Questions({ match }: { match: DealPartsFragment }) {
  const { t } = useTranslation("asked");
  const [{ data }, again] = useTypedQuery(
    MatchQuestionsDocument,
    { id: match.id },
    { fresh: true },
  );
  const [said, setSaid] = useState<string | null>(null);
  const asked = data?.matchQuestions;
  if (!asked || (asked.questions.length === 0 && !asked.canSee)) return null;
  const done = asked.questions.length - asked.openCount;
  const own = match.side === match.requestedBy;

  function finish(words: string) {
    setSaid(words);
    again();
  }

  if (asked.questions.length === 0)
    return (
      <div className={styles.seeing}>
        <See match={match} onDone={finish} />
      </div>
    );
  return (
    <Panel
      title={t(own ? "deal.yours" : "deal.title")}
      aside={
        <span className="sb-muted sb-small">
          {t("deal.count", { done, of: asked.questions.length })}
        </span>
      }
    >
      <p role="status" className={styles.said} data-shown={said !== null}>
        {said}
      </p>
      {asked.canSee ? <See match={match} onDone={finish} /> : null}
      {asked.canAnswer ? (
        <AnswerForm match={match} questions={asked.questions} onDone={finish} />
      ) : (
        <ol className={styles.list}>
          {asked.questions.map((question) => (
            <Answered key={question.id} question={question} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

function See({ match, onDone }: { match: DealPartsFragment; onDone: (words: string) => void }) {
  const { t } = useTranslation("asked");
  const [, see] = useTypedMutation(SeeMatchDocument);
  const act = useAct();
  const { ofMutation } = useOutcomes();

  async function say() {
    const done = await act.run(async () => ofMutation(await see({ id: match.id })));
    if (done) onDone(t("deal.seen"));
  }

  return (
    <div className={styles.see}>
      <p className="sb-small">{t("deal.seeHelp")}</p>
      <Button variant="default" size="sm" loading={act.busy} onClick={() => void say()}>
        {t("deal.see")}
      </Button>
      <Trouble words={act.words} />
      {act.window}
    </div>
  );
}
