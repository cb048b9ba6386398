import { IconFingerprint, IconPasswordFingerprint } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useDeal } from "@/shared/deals/DealContext";
import { firmName } from "@/shared/deals/naming";
import { ProofChip } from "@/shared/evidence/ProofChip";
import type { NdaPartsFullFragment } from "@/shared/graphql/generated/graphql";
import { formatInstant } from "@/shared/lib/dates";
import { useSession } from "@/shared/session/session";
import { CopyButton } from "@/shared/ui/CopyButton";
import { Panel } from "@/shared/ui/Panel";
import { Term } from "@/shared/ui/Term";
import { Written } from "@/shared/ui/Written";
import styles from "./Signatures.module.css";

type Signature = NdaPartsFullFragment["signatures"][number];
const SIDES = ["SELLER", "BUYER"] as const;

/** Who signed for each side, in which position, proved by what, and the record of it. */
export function Signatures({ nda }: { nda: NdaPartsFullFragment }) {
  const { t } = useTranslation("nda");
  if (!nda.offeredAt) return null;
  return (
    <Panel title={t("signatures.title")}>
      <ul className={styles.list}>
        {SIDES.map((side) => {
          const given = nda.signatures.find((each) => each.side === side);
          return (
            <li key={side}>
              <SideName nda={nda} side={side} />
              {given ? (
                <Given signature={given} />
              ) : (
                <p className={styles.open}>{t("signatures.open")}</p>
              )}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

function SideName({ nda, side }: { nda: NdaPartsFullFragment; side: (typeof SIDES)[number] }) {
  const { t, i18n } = useTranslation("nda");
  const { match } = useDeal();
  const { viewer } = useSession();
  const firm = nda.side === side ? viewer?.organisation : match.counterpart;
  const name = nda.side && firm ? firmName(firm, i18n.language) : null;
  return (
    <p className={styles.side}>
      {name ?? t(`side.${side}`)}
      {name ? <span>{t(`side.${side}`)}</span> : null}
    </p>
  );
}

function Given({ signature }: { signature: Signature }) {
  const { t, i18n } = useTranslation("nda");
  const passkey = signature.method === "PASSKEY";
  const Icon = passkey ? IconFingerprint : IconPasswordFingerprint;
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
        <Term word={passkey ? "passkey" : "signature"}>{t(`signatures.${signature.method}`)}</Term>
      </p>
      <ProofChip entryId={signature.entryId} label={t("signatures.proof")} />
      <details className={styles.statement}>
        <summary>{t("signatures.statement")}</summary>
        <p>{t("signatures.statementHelp")}</p>
        <pre>{signature.statement}</pre>
        <CopyButton value={signature.statement} label={t("signatures.statement")} />
        {signature.assertion ? (
          <>
            <p>{t("signatures.assertion")}</p>
            <pre>{signature.assertion}</pre>
            <CopyButton value={signature.assertion} label={t("signatures.assertion")} />
          </>
        ) : null}
      </details>
    </>
  );
}
