import { Button, Textarea } from "@mantine/core";
import { type FormEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useDeal } from "@/shared/deals/DealContext";
import { firmName } from "@/shared/deals/naming";
import { AskAboutPageDocument, type RoomVisibility } from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useDraft } from "@/shared/session/draft";
import { useOutcomes } from "@/shared/session/outcomes";
import { Done, Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { Choices } from "@/shared/ui/Choices";
import { VisibilityStrip } from "@/shared/ui/VisibilityStrip";
import styles from "./AskAboutPage.module.css";

const LONGEST = 3500;
const FIELDS = ["text"] as const;
const READERS: readonly RoomVisibility[] = ["EVERYONE", "COORDINATOR", "OWN_FIRM"];

interface AskAboutPageProps {
  document: { id: string; name: string; roomId: string };
  page: number;
  sent: boolean;
  onSent: (sent: boolean) => void;
}

/** A question about the page in sight, posted as a message of the room. */
export function AskAboutPage({ document, page, sent, onSent }: AskAboutPageProps) {
  const { t, i18n } = useTranslation("viewer");
  const { match } = useDeal();
  const [draft, setDraft, forget] = useDraft<{ text: string; visibility: RoomVisibility }>(
    `ask.${document.id}`,
    { text: "", visibility: "EVERYONE" },
  );
  const [, post] = useTypedMutation(AskAboutPageDocument);
  const { ofMutation } = useOutcomes();
  const act = useAct(FIELDS);
  // The same id for every try of one question, so that it is not posted twice.
  const requestId = useRef(crypto.randomUUID());
  const other = match.counterpart ? firmName(match.counterpart, i18n.language) : t("ask.otherFirm");

  async function send(event: FormEvent) {
    event.preventDefault();
    const text = draft.text.trim();
    const words = text === "" ? "ask.empty" : text.length > LONGEST ? "ask.long" : null;
    if (words) return act.refuse([{ field: "text", words: t(words, { max: LONGEST }) }]);
    const about = t("ask.about", { name: document.name, page });
    const done = await act.run(async () =>
      ofMutation(
        await post({
          roomId: document.roomId,
          requestId: requestId.current,
          text: `${about}\n${text}`,
          visibility: draft.visibility,
        }),
      ),
    );
    if (!done) return;
    requestId.current = crypto.randomUUID();
    forget();
    onSent(true);
  }

  return (
    <form ref={act.form} className={styles.ask} onSubmit={(event) => void send(event)} noValidate>
      <h2>{t("ask.title", { page })}</h2>
      <Choices
        label={t("ask.readers")}
        choices={READERS.map((value) => ({ value, name: t(`ask.reader.${value}`, { other }) }))}
        value={draft.visibility}
        onChange={(visibility) => setDraft({ visibility })}
        inline
      />
      <Textarea
        label={t("ask.label")}
        description={t("ask.help")}
        value={draft.text}
        onChange={(event) => {
          setDraft({ text: event.currentTarget.value });
          act.clear("text");
          onSent(false);
        }}
        error={act.at("text")}
        autosize
        minRows={3}
        maxRows={10}
        inputWrapperOrder={["label", "description", "error", "input"]}
      />
      <VisibilityStrip readers={t(`ask.visible.${draft.visibility}`, { other })} />
      <Trouble words={act.words} />
      <Done words={sent ? t("ask.sent") : null} />
      <div className={styles.acts}>
        <Button type="submit" loading={act.busy}>
          {t("ask.send")}
        </Button>
        {sent ? <Link to={`/deals/${match.id}/messages`}>{t("ask.toMessages")}</Link> : null}
      </div>
      {act.window}
    </form>
  );
}
