import { Button } from "@mantine/core";
import { IconCamera, IconCircleCheck, IconFileDescription } from "@tabler/icons-react";
import { useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type CheckPartsFragment,
  type FirmDocumentKind,
  RemoveFirmDocumentDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { type Outcome, useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { ACCEPTED, fileFault, sizeWords, type UploadEnd, uploadDocument } from "../upload";
import { DocumentList } from "./DocumentList";
import styles from "./DocumentSlot.module.css";

interface DocumentSlotProps {
  kind: FirmDocumentKind;
  documents: CheckPartsFragment["documents"];
  onChanged: () => void;
}

interface Sending {
  name: string;
  size: number;
  sent: number;
  stop: () => void;
}

/** One kind of document: what it is for, choosing or photographing it, progress, removing. */
export function DocumentSlot({ kind, documents, onChanged }: DocumentSlotProps) {
  const { t } = useTranslation("firm");
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [sending, setSending] = useState<Sending | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [, remove] = useTypedMutation(RemoveFirmDocumentDocument);
  const act = useAct();
  const outcomes = useOutcomes();
  const endWords = useEndWords();

  async function send(file: File) {
    setSaid(null);
    const fault = fileFault(file);
    if (fault) return act.refuse([{ field: null, words: t(`document.fault.${fault}`) }]);
    let stopped = false;
    const done = await act.run(async (): Promise<Outcome<UploadEnd>> => {
      const upload = uploadDocument(kind, file, (sent) =>
        setSending((now) => (now ? { ...now, sent } : now)),
      );
      setSending({ name: file.name, size: file.size, sent: 0, stop: upload.stop });
      const end = await upload.end;
      setSending(null);
      stopped = end.kind === "stopped";
      return endWords(end);
    });
    if (done && !stopped) {
      setSaid(t("document.added", { name: file.name }));
      onChanged();
    }
    button.current?.focus();
  }

  async function drop(documentId: string, name: string) {
    const done = await act.run(async () => outcomes.ofMutation(await remove({ id: documentId })));
    if (!done) return;
    setSaid(t("document.removed", { name }));
    onChanged();
    button.current?.focus();
  }

  const here = documents.length > 0;
  return (
    <section className={styles.slot} data-here={here} aria-labelledby={`${id}-name`}>
      <div className={styles.head}>
        {here ? (
          <IconCircleCheck size={20} aria-hidden="true" />
        ) : (
          <IconFileDescription size={20} aria-hidden="true" />
        )}
        <div>
          <h3 id={`${id}-name`}>
            {t(`document.${kind}.name`)}{" "}
            {kind === "OTHER" ? <span>{t("document.optional")}</span> : null}
          </h3>
          <p id={`${id}-why`}>{t(`document.${kind}.why`)}</p>
        </div>
      </div>
      <DocumentList
        documents={documents}
        busy={act.busy}
        onRemove={(each) => void drop(each.id, each.fileName)}
      />
      {sending ? <Progress sending={sending} /> : null}
      <Trouble words={act.words} />
      <p className="sb-hidden" role="status">
        {said}
      </p>
      <input
        ref={input}
        type="file"
        hidden
        accept={ACCEPTED.join(",")}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (file) void send(file);
        }}
      />
      {sending ? null : (
        <Button
          ref={button}
          variant="default"
          leftSection={<IconCamera size={16} aria-hidden="true" />}
          aria-describedby={`${id}-why`}
          disabled={act.busy}
          onClick={() => input.current?.click()}
        >
          {t(here ? "document.another" : "document.choose")}
        </Button>
      )}
      {act.window}
    </section>
  );
}

const GENERAL = ["offline", "server", "rate_limited"] as const;
/** What the server calls a file that it does not take, and what we call it. */
const FAULTS: Record<string, "too_large" | "wrong_type" | "empty" | "too_many"> = {
  too_large: "too_large",
  format_not_accepted: "wrong_type",
  required: "empty",
  too_many: "too_many",
};

function useEndWords(): (end: UploadEnd) => Outcome<UploadEnd> {
  const { t } = useTranslation(["firm", "security"]);

  function faultWords(code: string, message: string): string {
    const general = GENERAL.find((each) => each === code);
    if (general) return t(`security:codes.${general}`);
    const fault = FAULTS[code];
    return fault ? t(`document.fault.${fault}`) : message || t("document.fault.unknown");
  }

  return (end) => {
    if (end.kind === "signed_out")
      return { value: null, problems: [], barrier: { kind: "signed_out" } };
    if (end.kind !== "refused") return { value: end, problems: [], barrier: null };
    const words = faultWords(end.problem.code, end.problem.message);
    return { value: null, problems: [{ field: null, words }], barrier: null };
  };
}

function Progress({ sending }: { sending: Sending }) {
  const { t, i18n } = useTranslation(["firm", "common"]);
  const share = Math.min(100, Math.round((sending.sent / sending.size) * 100));
  const words = t("document.sending", {
    name: sending.name,
    sent: sizeWords(sending.sent, i18n.language),
    size: sizeWords(sending.size, i18n.language),
  });
  return (
    <div className={styles.progress}>
      <p>{words}</p>
      <div
        className={styles.meter}
        role="progressbar"
        aria-label={sending.name}
        aria-valuenow={share}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <i style={{ width: `${share}%` }} />
      </div>
      <Button variant="subtle" size="compact-sm" onClick={sending.stop}>
        {t("common:cancel")}
      </Button>
    </div>
  );
}
