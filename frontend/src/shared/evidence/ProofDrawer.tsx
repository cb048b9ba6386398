import { Button } from "@mantine/core";
import { IconDownload, IconFileCertificate, IconRefresh } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import {
  type DemandSealPartsFragment,
  ProofEntryDocument,
  type ProofPartsFragment,
  type SealPartsFragment,
} from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { formatInstant, formatRelative } from "@/shared/lib/dates";
import { shortenMiddle } from "@/shared/lib/text";
import { CopyButton } from "@/shared/ui/CopyButton";
import { Facts } from "@/shared/ui/Panel";
import { ErrorState, NotFound, PageSkeleton } from "@/shared/ui/states";
import { Sheet } from "@/shared/ui/Window";
import { toHex } from "./bytes";
import { kindKey } from "./kinds";
import { PathPicture } from "./PathPicture";
import styles from "./ProofDrawer.module.css";
import { parseProof } from "./proof";
import { recordFileOf, saveText } from "./recordFile";
import { SealCertificates } from "./SealCertificates";

type Entry = ProofPartsFragment;

interface ProofDrawerProps {
  entryId: string;
  /** A seal of the other firm: its record is known, its content stays with that firm. */
  seal?: SealPartsFragment | DemandSealPartsFragment;
  /** The fingerprint of what was sealed, where the record is of that. */
  sealed?: string;
  onClose: () => void;
}

/** Everything that proves one act, and how to check it without us. */
export function ProofDrawer({ entryId, seal, sealed, onClose }: ProofDrawerProps) {
  const { t } = useTranslation("evidence");
  const [{ data, error, fetching }, again] = useTypedQuery(
    ProofEntryDocument,
    { id: entryId },
    { fresh: true, pause: seal !== undefined },
  );
  const entry = seal?.record ?? data?.entry;
  return (
    <Sheet title={t("drawer.title")} from="right" onClose={onClose}>
      {entry ? <Content entry={entry} seal={seal} sealed={sealed} again={again} /> : null}
      {!entry && fetching ? <PageSkeleton /> : null}
      {!entry && error ? <ErrorState error={error} retry={again} /> : null}
      {!entry && !fetching && !error ? <NotFound /> : null}
    </Sheet>
  );
}

interface ContentProps {
  entry: Entry;
  seal: SealPartsFragment | DemandSealPartsFragment | undefined;
  sealed: string | undefined;
  again: () => void;
}

/** The deposit that was sealed by this act, where its content is open to the reader. */
function depositOf({ kind, body, subjects }: Entry): string | null {
  if (kind !== "deposit.sealed" || !body) return null;
  return subjects.find(({ type }) => type === "deposit")?.id ?? null;
}

function Content({ entry, seal, sealed, again }: ContentProps) {
  const { t } = useTranslation("evidence");
  const proof = entry.proof ? parseProof(entry.proof) : null;
  const depositId = depositOf(entry);
  return (
    <div className={styles.content}>
      <p className="sb-small sb-muted">{t("drawer.lead")}</p>
      <EntryFacts entry={entry} sealed={sealed} />
      {depositId ? <SealCertificates depositId={depositId} /> : null}
      {proof ? (
        <>
          <section className={styles.part}>
            <h3>{t("drawer.path")}</h3>
            <p className="sb-small sb-muted">
              {t("drawer.pathText", { count: proof.hashes.length })}
            </p>
            <PathPicture proof={proof} />
          </section>
          <Checkpoint size={proof.checkpoint.size.toString()} root={toHex(proof.checkpoint.root)} />
          <SelfCheck entry={entry} foreign={seal !== undefined} />
        </>
      ) : (
        <div className={styles.pending} role="status">
          <p>{t("drawer.pending")}</p>
          <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={again}>
            {t("drawer.refresh")}
          </Button>
        </div>
      )}
    </div>
  );
}

function EntryFacts({ entry, sealed }: Pick<ContentProps, "entry" | "sealed">) {
  const { t, i18n } = useTranslation(["evidence", "records"]);
  const now = new Date();
  const kind = kindKey(entry.kind);
  const instant = (value: string) => (
    <time dateTime={value} title={formatRelative(value, i18n.language, now)}>
      {formatInstant(value, i18n.language)}
    </time>
  );
  const rows = [
    { name: t("drawer.entry"), value: kind ? t(`records:kind.${kind}`) : entry.kind },
    { name: t("drawer.recordedAt"), value: instant(entry.recordedAt) },
    ...(entry.integratedAt
      ? [{ name: t("drawer.integratedAt"), value: instant(entry.integratedAt) }]
      : []),
    ...(entry.index ? [{ name: t("drawer.index"), value: entry.index }] : []),
    {
      name: t("drawer.commitment"),
      value: <Hash value={entry.commitment} label={t("drawer.commitment")} />,
    },
    ...(sealed
      ? [
          {
            name: t("seal.commitment"),
            value: <Hash value={sealed} label={t("seal.commitment")} />,
          },
        ]
      : []),
  ];
  return <Facts rows={rows} />;
}

function Checkpoint({ size, root }: { size: string; root: string }) {
  const { t } = useTranslation("evidence");
  return (
    <section className={styles.part}>
      <h3>{t("drawer.checkpoint")}</h3>
      <p className="sb-small">{t("drawer.checkpointSize", { size })}</p>
      <p className={styles.hashRow}>
        <span className="sb-muted sb-small">{t("drawer.root")}</span>{" "}
        <Hash value={root} label={t("drawer.root")} />
      </p>
    </section>
  );
}

function Hash({ value, label }: { value: string; label: string }) {
  return (
    <span className={styles.hash}>
      <code title={value}>{shortenMiddle(value, 10)}</code>
      <CopyButton value={value} label={label} />
    </span>
  );
}

const COMMANDS = [
  "jq -r .salt sealbridge-record.json | xxd -r -p > salt.bin",
  "jq -j .body sealbridge-record.json > body.json",
  "cat salt.bin body.json | openssl dgst -sha256",
].join("\n");

function SelfCheck({ entry, foreign }: { entry: Entry; foreign: boolean }) {
  const { t } = useTranslation("evidence");
  const record = recordFileOf(entry);
  return (
    <section className={styles.part}>
      <h3>{t("drawer.check")}</h3>
      {record || foreign ? (
        <>
          <p className="sb-small sb-muted">{t(foreign ? "seal.checkLead" : "drawer.checkLead")}</p>
          <div className={styles.command}>
            <pre>
              <code>{COMMANDS}</code>
            </pre>
            <CopyButton value={COMMANDS} label={t("drawer.check")} />
          </div>
          <p className="sb-small sb-muted">{t("drawer.checkExpect")}</p>
        </>
      ) : null}
      <div className={styles.actions}>
        {record ? (
          <Button
            leftSection={<IconFileCertificate size={16} />}
            onClick={() => saveText("sealbridge-record.json", record, "application/json")}
          >
            {t("drawer.recordFile")}
          </Button>
        ) : null}
        {foreign ? (
          <Button
            variant="default"
            leftSection={<IconDownload size={16} />}
            onClick={() => saveText(`${entry.id}.tlog-proof`, entry.proof ?? "", "text/plain")}
          >
            {t("drawer.download")}
          </Button>
        ) : (
          <Button
            component="a"
            variant="default"
            href={`/records/${entry.id}.tlog-proof`}
            download={`${entry.id}.tlog-proof`}
            leftSection={<IconDownload size={16} />}
          >
            {t("drawer.download")}
          </Button>
        )}
      </div>
      {record ? <p className="sb-tiny sb-muted">{t("drawer.recordNote")}</p> : null}
      <Link to="/verify">{t("drawer.toVerify")}</Link>
    </section>
  );
}
