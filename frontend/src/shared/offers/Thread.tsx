import { Button } from "@mantine/core";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { CommentOnReviewDocument, ReviewThreadDocument } from "@/shared/graphql/generated/graphql";
import { useTypedMutation, useTypedQuery } from "@/shared/graphql/operations";
import { formatInstant, formatRelative } from "@/shared/lib/dates";
import { languageOf } from "@/shared/lib/text";
import { useDraft } from "@/shared/session/draft";
import { useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { LimitedArea } from "@/shared/ui/Limited";
import { ErrorState } from "@/shared/ui/states";
import { VisibilityStrip } from "@/shared/ui/VisibilityStrip";
import styles from "./offers.module.css";

const LONGEST = 2000;

interface ThreadProps {
  technologyId: string;
  canComment: boolean;
}

/** What firm and reviewer say to each other about the text; neither reads the other's name. */
export function Thread({ technologyId, canComment }: ThreadProps) {
  const { t, i18n } = useTranslation(["review", "common"]);
  const [{ data, error }, again] = useTypedQuery(
    ReviewThreadDocument,
    { id: technologyId, after: null },
    { fresh: true },
  );
  const comments = data?.reviewComments.nodes ?? [];
  if (!canComment && data && comments.length === 0) return null;
  return (
    <section className={styles.thread} aria-labelledby="thread-title">
      <h2 id="thread-title">{t("thread.title")}</h2>
      {error && !data ? <ErrorState error={error} retry={again} /> : null}
      {data && comments.length === 0 ? (
        <p className="sb-muted sb-small">{t("thread.empty")}</p>
      ) : null}
      <ol>
        {comments.map((each) => (
          <li key={each.id} data-own={each.isOwn}>
            <p className={styles.by}>
              <b>{t(each.isOwn ? "thread.you" : `thread.${each.side}`)}</b>
              <time
                dateTime={each.createdAt}
                title={formatRelative(each.createdAt, i18n.language, new Date())}
              >
                {formatInstant(each.createdAt, i18n.language)}
              </time>
            </p>
            <p className={styles.said} lang={languageOf(each.text)}>
              {each.text}
            </p>
          </li>
        ))}
      </ol>
      {canComment ? <Say technologyId={technologyId} onSaid={again} /> : null}
    </section>
  );
}

const FIELDS = ["text"] as const;

function Say({ technologyId, onSaid }: { technologyId: string; onSaid: () => void }) {
  const { t } = useTranslation("review");
  const [{ text }, keep, forget] = useDraft(`review.thread.${technologyId}`, { text: "" });
  const [said, setSaid] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const [, send] = useTypedMutation(CommentOnReviewDocument);
  const act = useAct(FIELDS);
  const { ofMutation } = useOutcomes();

  async function submit(event: FormEvent) {
    event.preventDefault();
    const words = text.trim();
    if (words === "") return act.refuse([{ field: "text", words: t("thread.needed") }]);
    const wish = { id: technologyId, text: words };
    if (!(await act.run(async () => ofMutation(await send(wish))))) return;
    forget();
    setSaid(true);
    onSaid();
    field.current?.focus();
  }

  return (
    <form ref={act.form} onSubmit={(event) => void submit(event)} className={styles.say} noValidate>
      <LimitedArea
        ref={field}
        label={t("thread.label")}
        rows={3}
        value={text}
        most={LONGEST}
        error={act.at("text")}
        onChange={(event) => {
          keep({ text: event.currentTarget.value });
          act.clear("text");
          setSaid(false);
        }}
      />
      <VisibilityStrip readers={t("thread.readers")} />
      <Trouble words={act.words} />
      <div className={styles.sayEnd}>
        <span role="status" className="sb-small sb-muted">
          {said ? t("thread.said") : ""}
        </span>
        <Button type="submit" variant="default" loading={act.busy}>
          {t("thread.send")}
        </Button>
      </div>
      {act.window}
    </form>
  );
}
