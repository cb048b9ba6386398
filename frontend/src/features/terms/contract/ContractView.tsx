import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { ContractPartsFragment } from "@/shared/graphql/generated/graphql";
import { Trouble } from "@/shared/session/Trouble";
import { SignWindow } from "@/shared/signing/SignWindow";
import { LinkTabs } from "@/shared/ui/LinkTabs";
import { Outcome } from "@/shared/ui/Outcome";
import { useSides } from "../components/useSides";
import { type Clause, ClauseList } from "./ClauseList";
import { ContractBar } from "./ContractBar";
import { ContractDocumentText } from "./ContractDocumentText";
import { ContractFacts } from "./ContractFacts";
import { ContractWindow } from "./ContractWindow";
import styles from "./contract.module.css";
import { RefusedNote } from "./RefusedNote";
import { RemoveClause } from "./RemoveClause";
import { Signatures } from "./Signatures";
import { SignedDocument } from "./SignedDocument";
import { useClauses } from "./useClauses";
import { type ContractAct, useContractActs } from "./useContractActs";

interface ContractViewProps {
  contract: ContractPartsFragment;
  /** Ask the server again, after something moved it. */
  renew: () => void;
}

const VIEWS = ["clauses", "text"] as const;

/** One contract: its clauses or its whole text, who signed, and what may be done with it. */
export function ContractView({ contract, renew }: ContractViewProps) {
  const { t } = useTranslation("contract");
  const [params] = useSearchParams();
  const [asking, setAsking] = useState<ContractAct | null>(
    params.has("sign") && contract.canSign ? "sign" : null,
  );
  const [removing, setRemoving] = useState<Clause | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const clauses = useClauses(
    contract,
    (included) => {
      setDone(t(included ? "done.restore" : "done.remove"));
      renew();
    },
    renew,
  );
  const asked = VIEWS.find((each) => each === params.get("view"));
  const view = asked ?? (contract.state === "DRAFT" ? "clauses" : "text");

  function finish(words: string) {
    setAsking(null);
    setDone(words);
    renew();
  }

  function leave() {
    setAsking(null);
    clauses.doing.clear();
  }

  // Once it is signed nobody has to read to its end before seeing that it is.
  const signed = contract.state === "SIGNED";
  const state = (
    <div className={styles.side}>
      <ContractFacts contract={contract} />
      <Signatures contract={contract} />
      <SignedDocument contract={contract} />
    </div>
  );

  return (
    <>
      <Outcome words={done} />
      <div className={styles.columns}>
        {signed ? state : null}
        <div className={styles.main}>
          <RefusedNote contract={contract} />
          <LinkTabs
            label={t("view.label")}
            tabs={VIEWS.map((each) => ({
              to: `?view=${each}`,
              name: t(`view.${each}`),
              here: each === view,
            }))}
          />
          <Trouble words={removing ? null : clauses.doing.words} />
          {view === "clauses" ? (
            <ClauseList
              contract={contract}
              busy={clauses.doing.busy}
              onRemove={setRemoving}
              onRestore={(clause) => void clauses.set(clause, true)}
            />
          ) : (
            <ContractDocumentText contract={contract} />
          )}
        </div>
        {signed ? null : state}
      </div>
      <ContractBar contract={contract} onAsk={setAsking} />
      {removing ? (
        <RemoveClause
          clause={removing}
          acts={clauses}
          onClose={() => {
            setRemoving(null);
            clauses.doing.clear();
          }}
        />
      ) : null}
      {clauses.doing.window}
      {asking === "sign" ? <SignIt contract={contract} onDone={finish} onClose={leave} /> : null}
      {asking && asking !== "sign" ? (
        <ContractWindow
          act={asking}
          contract={contract}
          onDone={() => finish(t(`done.${asking}`))}
          onStale={renew}
          onClose={leave}
        />
      ) : null}
    </>
  );
}

interface SignItProps {
  contract: ContractPartsFragment;
  onDone: (words: string) => void;
  onClose: () => void;
}

function SignIt({ contract, onDone, onClose }: SignItProps) {
  const { t } = useTranslation("contract");
  const { other: firm } = useSides();
  const acts = useContractActs(contract, onClose);
  const isLast = contract.signatures.length > 0;
  return (
    <SignWindow
      documentType="CONTRACT"
      documentId={contract.id}
      revision={contract.revision}
      what={{
        name: contract.text.split("\n", 1)[0] ?? t("title"),
        language: contract.language,
        sha256: contract.documentSha256 ?? "",
      }}
      consequences={[
        t("confirm.sign.one"),
        t(isLast ? "confirm.sign.last" : "confirm.sign.two"),
        t("confirm.sign.three", { firm }),
      ]}
      onSign={acts.sign}
      onDone={() => onDone(t(isLast ? "done.signedBoth" : "done.sign"))}
      onClose={onClose}
    />
  );
}
