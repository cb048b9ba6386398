import { Button } from "@mantine/core";
import { IconFileUpload } from "@tabler/icons-react";
import { type DragEvent, type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { LimitedArea } from "@/shared/ui/Limited";
import { useRefusals } from "@/shared/ui/refusals";
import { Window } from "@/shared/ui/Window";
import type { SearchedBy } from "../components/AskedBy";
import styles from "./DocumentSearch.module.css";
import { LONGEST_DOCUMENT, readDocument, textToSearchBy } from "./document";

interface DocumentSearchProps {
  /** Visitors search by texts alone; reading other files takes a signed-in person. */
  canSendFiles: boolean;
  onRead: (by: SearchedBy) => void;
  onClose: () => void;
}

/** Search by a text or a file: read in memory, and thrown away. */
export function DocumentSearch({ canSendFiles, onRead, onClose }: DocumentSearchProps) {
  const { t } = useTranslation("seek");
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const refusals = useRefusals();

  async function take(file: File | undefined) {
    if (!file || busy) return;
    setWrong(null);
    setBusy(true);
    const read = await readDocument(file);
    setBusy(false);
    if ("by" in read) onRead(read.by);
    else setWrong(refusals.ofDomain(read.refused).words);
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const by = textToSearchBy(text);
    if (by) onRead(by);
    else setWrong(t("document.nothing"));
  }

  return (
    <Window title={t("document.title")} onClose={onClose}>
      <form onSubmit={submit} className={styles.form}>
        <p className="sb-small">{t("document.lead")}</p>
        <LimitedArea
          most={LONGEST_DOCUMENT}
          label={t("document.text")}
          description={t("document.textHelp")}
          rows={7}
          value={text}
          onChange={(event) => {
            setWrong(null);
            setText(event.currentTarget.value);
          }}
        />
        {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is the extra way, the button the way */}
        <div
          className={styles.area}
          data-over={over}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <IconFileUpload size={24} stroke={1.5} aria-hidden="true" />
          <p className="sb-small">{t(canSendFiles ? "document.drop" : "document.dropVisitor")}</p>
          <input
            ref={input}
            type="file"
            className="sb-hidden"
            tabIndex={-1}
            aria-label={t("document.choose")}
            accept={canSendFiles ? ".pdf,.docx,.pptx,.xlsx,.txt,.md" : ".txt,.md"}
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              event.currentTarget.value = "";
              void take(file);
            }}
          />
          <Button variant="default" loading={busy} onClick={() => input.current?.click()}>
            {t("document.choose")}
          </Button>
        </div>
        {wrong ? (
          <p role="alert" className={styles.wrong}>
            {wrong}
          </p>
        ) : null}
        <p className="sb-muted sb-small">{t("document.promise")}</p>
        <Button type="submit" disabled={busy}>
          {t("document.search")}
        </Button>
      </form>
    </Window>
  );
}
