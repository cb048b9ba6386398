import { IconFingerprint, IconPasswordFingerprint } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ProofChip } from "@/shared/evidence/ProofChip";
import type { ContractPartsFragment } from "@/shared/graphql/generated/graphql";
import { formatInstant } from "@/shared/lib/dates";
import { CopyButton } from "@/shared/ui/CopyButton";
import { Panel } from "@/shared/ui/Panel";
import { Term } from "@/shared/ui/Term";
import { Written } from "@/shared/ui/Written";
import { useSides } from "../components/useSides";
import styles from "./Signatures.module.css";

type Signature = ContractPartsFragment["signatures"][number];
const SIDES = ["SELLER", "BUYER"] as const;

/** Who signed for each side, in which position, proved by what, and the record of it. */
export function Signatures({ contract }: { contract: ContractPartsFragment }) {
  const { t } = useTranslation("contract");
  const { nameOf } = useSides();
  if (contract.state === "DRAFT") return null;
  return (
    <Panel title={t("signature.title")}>
      <ul className={styles.list}>
        {SIDES.map((side) => {
          const given = contract.signatures.find((each) => each.side === side);
          return (
            <li key={side}>
              <p className={styles.side}>{nameOf(side)}</p>
              {given ? <Given signature={given} /> : <p>{t("signature.waits")}</p>}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

function Given({ signature }: { signature: Signature }) {
  const { t, i18n } = useTranslation("contract");
  const isPasskey = signature.method === "PASSKEY";
  const Icon = isPasskey ? IconFingerprint : IconPasswordFingerprint;
  return (
    <>
      <p className={styles.signer}>
        {signature.name}, <Written text={signature.title} />
      </p>
      <p className="sb-tiny sb-muted sb-figures">
        {formatInstant(signature.signedAt, i18n.language)}
      </p>
      <p className={styles.method}>
        <Icon size={16} aria-hidden="true" />
        <Term word={isPasskey ? "passkey" : "signature"}>
          {t(`signature.method.${signature.method}`)}
        </Term>
      </p>
      <ProofChip entryId={signature.entryId} label={t("signature.proof")} />
      <details className={styles.statement}>
        <summary>{t("signature.statement")}</summary>
        <pre>{signature.statement}</pre>
        <CopyButton value={signature.statement} label={t("signature.copy")} />
      </details>
    </>
  );
}
