import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type ContractPartsFragment,
  OpenContractDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { type Outcome, useOutcomes } from "@/shared/session/outcomes";
import { Done, Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { fetchParts, saveBlob } from "@/shared/transfers/download";
import { Panel } from "@/shared/ui/Panel";

/** The signed contract as a PDF, once it is made. */
export function SignedDocument({ contract }: { contract: ContractPartsFragment }) {
  const { t } = useTranslation("contract");
  const [, open] = useTypedMutation(OpenContractDocument);
  const outcomes = useOutcomes();
  const act = useAct();
  const [saved, setSaved] = useState(false);
  if (contract.state !== "SIGNED") return null;

  async function fetched(): Promise<Outcome<unknown>> {
    const outcome = outcomes.ofMutation(await open({ id: contract.id }));
    const url = outcome.value?.transfer?.url;
    if (!url) return outcome;
    try {
      const blob = await fetchParts(url, () => undefined, new AbortController().signal);
      saveBlob(t("document.name", { id: contract.id }), blob);
      return outcome;
    } catch {
      return {
        value: null,
        problems: [{ field: null, words: t("document.failed") }],
        barrier: null,
      };
    }
  }

  async function download() {
    setSaved(false);
    const done = await act.run(fetched);
    if (done) setSaved(true);
  }

  return (
    <Panel title={t("document.title")}>
      <p className="sb-small sb-muted" style={{ marginBottom: 12 }}>
        {t(contract.hasDocument ? "document.body" : "document.making")}
      </p>
      {contract.hasDocument ? (
        <Button
          variant="default"
          loading={act.busy}
          leftSection={<IconDownload size={16} aria-hidden="true" />}
          onClick={() => void download()}
        >
          {t("document.download")}
        </Button>
      ) : null}
      <Done words={saved ? t("document.saved") : null} />
      <Trouble words={act.words} />
      {act.window}
    </Panel>
  );
}
