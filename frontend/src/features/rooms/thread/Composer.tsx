import { Button, Textarea } from "@mantine/core";
import { IconPaperclip, IconSend } from "@tabler/icons-react";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { RoomPartsFragment, RoomVisibility } from "@/shared/graphql/generated/graphql";
import { Choices } from "@/shared/ui/Choices";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { VisibilityStrip } from "@/shared/ui/VisibilityStrip";
import { FileWindow } from "./FileWindow";
import { useFirms } from "./firms";
import styles from "./thread.module.css";

const LONGEST = 4000;
const DOUBLE_CLICK_MS = 800;
const FOR_FIRMS = ["EVERYONE", "COORDINATOR", "OWN_FIRM"] as const;
/** How many sides read it; a wider circle is asked for once words were written for a smaller one. */
const WIDTH: Record<RoomVisibility, number> = { OWN_FIRM: 0, COORDINATOR: 1, EVERYONE: 2 };

interface ComposerProps {
  room: RoomPartsFragment;
  /** Whether sending is the page's primary act. */
  primary: boolean;
  text: string;
  visibility: RoomVisibility;
  onWrite: (text: string) => void;
  onChoose: (visibility: RoomVisibility) => void;
  onSend: (text: string, visibility: RoomVisibility) => void;
}

/** Write to the room: the words, who reads them, and sending. */
export function Composer(props: ComposerProps) {
  const { room, text, onWrite, onChoose, onSend } = props;
  const { t } = useTranslation("room");
  const firms = useFirms();
  const visibility = firms.isFirm ? props.visibility : "EVERYONE";
  const [wrong, setWrong] = useState<string | null>(null);
  const [wider, setWider] = useState<RoomVisibility | null>(null);
  const [adding, setAdding] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const sentAt = useRef(Number.NEGATIVE_INFINITY);
  const over = [...text].length - LONGEST;

  function submit(event: FormEvent) {
    event.preventDefault();
    const words = text.trim();
    // The second half of a double click finds the field empty already.
    if (words === "" && event.timeStamp - sentAt.current < DOUBLE_CLICK_MS) return;
    const fault = words === "" ? t("fault.empty") : over > 0 ? t("fault.long", { over }) : null;
    setWrong(fault);
    field.current?.focus();
    if (fault) return;
    sentAt.current = event.timeStamp;
    onSend(words, visibility);
  }

  function choose(next: RoomVisibility) {
    if (text.trim() !== "" && WIDTH[next] > WIDTH[visibility]) setWider(next);
    else onChoose(next);
  }

  return (
    <form className={styles.composer} onSubmit={submit} noValidate aria-label={t("compose.form")}>
      {firms.isFirm ? (
        <Choices
          label={t("compose.who")}
          inline
          choices={FOR_FIRMS.map((value) => ({ value, name: t(`compose.${value}`) }))}
          value={visibility}
          onChange={choose}
        />
      ) : null}
      <Textarea
        ref={field}
        label={t("compose.label")}
        value={text}
        autosize
        minRows={2}
        maxRows={10}
        error={wrong ?? (over > 0 ? t("fault.long", { over }) : null)}
        onChange={(event) => {
          setWrong(null);
          onWrite(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey))
            event.currentTarget.form?.requestSubmit();
        }}
      />
      <VisibilityStrip readers={firms.readers(visibility)} />
      <div className={styles.send}>
        {room.canAddFile ? (
          <Button
            variant="default"
            leftSection={<IconPaperclip size={16} aria-hidden="true" />}
            onClick={() => setAdding(true)}
          >
            {t("file.add")}
          </Button>
        ) : (
          <span />
        )}
        <span className={styles.key} aria-hidden="true">
          {t("compose.key")}
        </span>
        <Button
          type="submit"
          variant={props.primary ? "filled" : "light"}
          leftSection={<IconSend size={16} aria-hidden="true" />}
        >
          {t("compose.send")}
        </Button>
      </div>
      {wider ? (
        <ConfirmByConsequence
          title={t("wider.title")}
          consequences={[t("wider.one", { readers: firms.readers(wider) }), t("wider.two")]}
          undoable
          action={t("wider.action")}
          onConfirm={async () => {
            onChoose(wider);
            setWider(null);
          }}
          onClose={() => setWider(null)}
        />
      ) : null}
      {adding ? <FileWindow roomId={room.id} onClose={() => setAdding(false)} /> : null}
    </form>
  );
}
