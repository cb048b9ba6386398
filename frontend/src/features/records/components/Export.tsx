import { Button } from "@mantine/core";
import { IconTableExport } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSentences } from "@/shared/evidence/sentences";
import { EntriesDocument, type EntryLineFragment } from "@/shared/graphql/generated/graphql";
import { useTypedFetch } from "@/shared/graphql/operations";
import { csvOf, saveText } from "@/shared/lib/csv";
import { useRefusals } from "@/shared/ui/refusals";
import { type Asked, boundsOf } from "../address";
import styles from "../pages/Records.module.css";

const PAGE = 50;
const MOST = 2000;

interface ExportProps {
  asked: Asked;
  about: (entry: EntryLineFragment) => string | null;
}

/** The records as they are narrowed, as a table for a spreadsheet; the newest 2,000 at most. */
export function Export({ asked, about }: ExportProps) {
  const { t } = useTranslation("records");
  const fetchPage = useTypedFetch(EntriesDocument);
  const say = useSentences();
  const refusals = useRefusals();
  const [busy, setBusy] = useState(false);
  const [words, setWords] = useState<string | null>(null);

  async function everything(): Promise<EntryLineFragment[]> {
    const { from, before } = boundsOf(asked.month);
    const found: EntryLineFragment[] = [];
    for (let after: string | null = null; found.length < MOST; ) {
      const { data, error } = await fetchPage({
        subjectType: asked.family,
        subjectId: asked.subject,
        families: asked.what ? [asked.what] : null,
        recordedFrom: from,
        recordedBefore: before,
        first: PAGE,
        after,
      });
      if (error) throw error;
      found.push(...(data?.entries.nodes ?? []));
      after = data?.entries.pageInfo.endCursor ?? null;
      if (!data?.entries.pageInfo.hasNextPage) break;
    }
    return found.slice(0, MOST);
  }

  async function save() {
    setBusy(true);
    setWords(null);
    try {
      const rows = (await everything()).map((entry) => [
        entry.recordedAt,
        say(entry),
        about(entry),
        entry.kind,
        entry.index,
        entry.id,
      ]);
      const head = ["time", "says", "about", "kind", "index", "id"] as const;
      const names = head.map((each) => t(`export.${each}`));
      saveText(`${t("export.file")}.csv`, csvOf(names, rows));
    } catch (error) {
      setWords(refusals.ofTransport(error as Parameters<typeof refusals.ofTransport>[0]).words);
    }
    setBusy(false);
  }

  return (
    <div className={styles.export}>
      <Button
        variant="default"
        leftSection={<IconTableExport size={16} aria-hidden="true" />}
        loading={busy}
        onClick={() => void save()}
      >
        {t("export.action")}
      </Button>
      {words ? <p role="alert">{words}</p> : null}
    </div>
  );
}
