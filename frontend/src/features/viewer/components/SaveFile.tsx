import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DocumentTermsFragment } from "@/shared/graphql/generated/graphql";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { fetchParts, saveBlob } from "@/shared/transfers/download";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { Progress } from "@/shared/ui/Progress";
import { useOpening } from "../opening";

/** The file itself, where it may leave the room: recorded, fetched with its progress, and saved. */
export function SaveFile({ document }: { document: DocumentTermsFragment }) {
  const { t } = useTranslation("viewer");
  const open = useOpening(document);
  const act = useAct();
  const [asking, setAsking] = useState(false);
  const [sent, setSent] = useState<{ done: number; size: number } | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  async function save() {
    setAsking(false);
    const opened = await act.run(() => open(true));
    if (!opened) return;
    const going = new AbortController();
    stop.current = going;
    setSent({ done: 0, size: 0 });
    try {
      const file = await fetchParts(
        opened.url,
        (done, size) => setSent({ done, size }),
        going.signal,
      );
      saveBlob(document.name, file);
    } catch {
      if (!going.signal.aborted) act.refuse([{ field: null, words: t("save.failed") }]);
    }
    setSent(null);
  }

  if (sent) {
    return (
      <Progress
        label={document.name}
        done={sent.done}
        total={sent.size || null}
        unit="bytes"
        onCancel={() => stop.current?.abort()}
      />
    );
  }
  return (
    <>
      <Button
        size="md"
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden="true" />}
        loading={act.busy}
        onClick={() => setAsking(true)}
      >
        {t("save.action")}
      </Button>
      <Trouble words={act.words} />
      {asking ? (
        <ConfirmByConsequence
          title={t("save.title")}
          consequences={[t("save.one"), t("save.two")]}
          undoable={false}
          action={t("save.action")}
          onConfirm={save}
          onClose={() => setAsking(false)}
        />
      ) : null}
      {act.window}
    </>
  );
}
