import { Button } from "@mantine/core";
import { IconFileDownload } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type NdaPartsFullFragment,
  OpenNdaDocumentDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { fetchParts, saveBlob } from "@/shared/transfers/download";

/** The signed document as a file; it is made a moment after the second signature. */
export function Download({ nda }: { nda: NdaPartsFullFragment }) {
  const { t } = useTranslation(["nda", "security"]);
  const [, open] = useTypedMutation(OpenNdaDocumentDocument);
  const act = useAct();
  const outcomes = useOutcomes();
  const [stop] = useState(() => new AbortController());
  useEffect(() => () => stop.abort(), [stop]);

  async function fetchIt() {
    const done = await act.run(async () => outcomes.ofMutation(await open({ id: nda.id })));
    const url = done?.transfer?.url;
    if (!url) return;
    try {
      const blob = await fetchParts(url, () => undefined, stop.signal);
      saveBlob(`nda-${nda.id}.pdf`, blob);
    } catch {
      if (!stop.signal.aborted) act.refuse([{ field: null, words: t("security:codes.offline") }]);
    }
  }

  if (!nda.signedAt) return null;
  if (!nda.hasDocument) return <p className="sb-small sb-muted">{t("act.pdfSoon")}</p>;
  return (
    <>
      <Button
        variant="default"
        loading={act.busy}
        leftSection={<IconFileDownload size={16} aria-hidden="true" />}
        onClick={() => void fetchIt()}
      >
        {t("act.pdf")}
      </Button>
      <Trouble words={act.words} />
      {act.window}
    </>
  );
}
