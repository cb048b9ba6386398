import { Button, Textarea } from "@mantine/core";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { CommentOnReviewDocument, ReviewThreadDocument } from "@/shared/graphql/generated/graphql";
import { useTypedMutation, useTypedQuery } from "@/shared/graphql/operations";
import { formatInstant, formatRelative } from "@/shared/lib/dates";
import { languageOf } from "@/shared/lib/text";
import { useRefusals } from "@/shared/ui/refusals";
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

function Say({ technologyId, onSaid }: { technologyId: string; onSaid: () => void }) {
  const { t } = useTranslation(["review", "offer"]);
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [said, setSaid] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const [{ fetching }, send] = useTypedMutation(CommentOnReviewDocument);
  const refusals = useRefusals();

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (fetching) return;
    const words = text.trim();
    const refusal =
      words === ""
        ? t("thread.needed")
        : [...words].length > LONGEST
          ? t("offer:fault.too_long", { over: [...words].length - LONGEST })
          : null;
    if (refusal) {
      setWrong(refusal);
      field.current?.focus();
      return;
    }
    const answer = await send({ id: technologyId, text: words });
    const refused = answer.data?.outcome?.errors[0];
    if (answer.error) setWrong(refusals.ofTransport(answer.error).words);
    else if (refused) setWrong(refusals.ofDomain(refused).words);
    else {
      setText("");
      setSaid(true);
      onSaid();
      field.current?.focus();
    }
  }

  return (
    <form onSubmit={(event) => void submit(event)} className={styles.say} noValidate>
      <Textarea
        ref={field}
        label={t("thread.label")}
        rows={3}
        value={text}
        error={wrong}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setWrong(null);
          setSaid(false);
        }}
      />
      <VisibilityStrip readers={t("thread.readers")} />
      <div className={styles.sayEnd}>
        <span role="status" className="sb-small sb-muted">
          {said ? t("thread.said") : ""}
        </span>
        <Button type="submit" variant="default" loading={fetching}>
          {t("thread.send")}
        </Button>
      </div>
    </form>
  );
}
