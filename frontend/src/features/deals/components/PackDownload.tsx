import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  OpenEvidencePackDocument,
  type PackPartsFragment,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { fetchParts, saveBlob } from "@/shared/transfers/download";
import { Progress } from "@/shared/ui/Progress";

/** What the file is called: of which deal, and up to which moment. */
function nameOf({ matchId, requestedAt }: PackPartsFragment): string {
  const moment = requestedAt.slice(0, 19).replaceAll(/[-:]/g, "").replace("T", "-");
  return `evidence-${matchId}-${moment}.zip`;
}

/** Fetch a pack that was made, with its progress, and save it. */
export function PackDownload({ pack }: { pack: PackPartsFragment }) {
  const { t } = useTranslation("pack");
  const [, open] = useTypedMutation(OpenEvidencePackDocument);
  const act = useAct();
  const outcomes = useOutcomes();
  const [sent, setSent] = useState<{ done: number; size: number } | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  async function save() {
    const opened = await act.run(async () => outcomes.ofMutation(await open({ id: pack.id })));
    const url = opened?.transfer?.url;
    if (!url) return;
    const going = new AbortController();
    stop.current = going;
    setSent({ done: 0, size: 0 });
    try {
      const onProgress = (done: number, size: number) => setSent({ done, size });
      saveBlob(nameOf(pack), await fetchParts(url, onProgress, going.signal));
    } catch {
      if (!going.signal.aborted) act.refuse([{ field: null, words: t("cut") }]);
    }
    setSent(null);
  }

  if (sent) {
    return (
      <Progress
        label={t("fetching")}
        done={sent.done}
        total={sent.size || null}
        unit="bytes"
        onCancel={() => stop.current?.abort()}
      />
    );
  }
  return (
    <div>
      <Button
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden="true" />}
        loading={act.busy}
        onClick={() => void save()}
      >
        {t("fetch")}
      </Button>
      <Trouble words={act.words} />
      {act.window}
    </div>
  );
}
