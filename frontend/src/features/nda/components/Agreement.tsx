import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { NdaPartsFullFragment } from "@/shared/graphql/generated/graphql";
import { SignWindow } from "@/shared/signing/SignWindow";
import { Outcome } from "@/shared/ui/Outcome";
import { partsOf } from "../text";
import { useNdaActs } from "../useNdaActs";
import { AgreementText } from "./AgreementText";
import type { Choices } from "./choices";
import { DraftEditor } from "./DraftEditor";
import styles from "./Nda.module.css";
import { NdaWindow, type WindowAct } from "./NdaWindow";
import { Readers } from "./Readers";
import { Signatures } from "./Signatures";
import { StateCard } from "./StateCard";
import { useConsequences } from "./useConsequences";

interface AgreementProps {
  nda: NdaPartsFullFragment;
  choices: Choices;
  /** The deal moved: ask for everything around it again. */
  onMoved: () => void;
}

/** One agreement: how it stands and what the reader may do, beside its text. */
export function Agreement({ nda, choices, onMoved }: AgreementProps) {
  const { t } = useTranslation("nda");
  const [params, setParams] = useSearchParams();
  const [act, setAct] = useState<WindowAct | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [lacking, setLacking] = useState(false);
  const acts = useNdaActs();
  const consequences = useConsequences(nda);
  const signing = params.has("sign") && nda.canSign;

  function setSigning(open: boolean) {
    setParams(open ? { sign: "" } : {}, { replace: true });
  }

  function done(words: string) {
    setAct(null);
    setLacking(false);
    setSaid(words);
    onMoved();
  }

  return (
    <div className={styles.columns}>
      <div className={styles.side}>
        <Outcome words={said} />
        <StateCard nda={nda} onAct={setAct} onSign={() => setSigning(true)} />
        <Readers
          nda={nda}
          choices={choices}
          lacking={lacking}
          acts={acts}
          onDone={(words) => done(words)}
          onStale={onMoved}
        />
        <Signatures nda={nda} />
      </div>
      <div className={styles.main}>
        {nda.canSave ? (
          <DraftEditor
            nda={nda}
            choices={choices}
            onSaved={() => done(t("done.saved"))}
            onStale={onMoved}
          />
        ) : null}
        <AgreementText text={nda.text} language={nda.language} isDraft={nda.state === "DRAFT"} />
      </div>
      {act ? (
        <NdaWindow
          act={act}
          nda={nda}
          acts={acts}
          onDone={done}
          onLacking={() => {
            setAct(null);
            setLacking(true);
          }}
          onStale={onMoved}
          onClose={() => setAct(null)}
        />
      ) : null}
      {signing ? (
        <SignWindow
          documentType="NDA"
          documentId={nda.id}
          revision={nda.revision}
          what={{
            name: partsOf(nda.text).title,
            language: nda.language,
            sha256: nda.documentSha256 ?? "",
          }}
          consequences={consequences("sign")}
          onSign={(input) => acts.sign(nda, input)}
          onDone={() => {
            setSigning(false);
            done(t("done.signed"));
          }}
          onClose={() => {
            setSigning(false);
            onMoved();
          }}
        />
      ) : null}
    </div>
  );
}
