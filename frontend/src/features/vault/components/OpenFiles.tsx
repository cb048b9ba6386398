import { Button } from "@mantine/core";
import { IconKey, IconLockOpen2 } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { KeyFilePicker } from "@/shared/keys/KeyFilePicker";
import { formatBytes } from "@/shared/lib/bytes";
import { shortenMiddle } from "@/shared/lib/text";
import type { Outcome } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { isUnderWay } from "@/shared/transfers/store";
import { TransferRow } from "@/shared/transfers/TransferRow";
import { CopyButton } from "@/shared/ui/CopyButton";
import styles from "./OpenFiles.module.css";
import { type SealedFile, useOpening } from "./useOpening";

interface OpenFilesProps {
  /** Names the list of transfers, for example `deposit:<id>`. */
  group: string;
  place: string;
  files: readonly SealedFile[];
  canOpen: boolean;
  openWay: (id: string) => Promise<Outcome<{ transfer?: { url?: string | null } | null }>>;
}

/** Sealed files with their fingerprints; with one's key file they open here. */
export function OpenFiles({ group, place, files, canOpen, openWay }: OpenFilesProps) {
  const { t, i18n } = useTranslation("vault");
  const opening = useOpening(group, place, openWay);
  // Forgotten with the page; it never leaves this browser.
  const [secrets, setSecrets] = useState<readonly string[]>([]);
  return (
    <div className={styles.open}>
      <ul className={styles.files}>
        {files.map((file) => {
          const moving = opening.moving.find(
            (row) => row.name === file.name && row.state !== "done",
          );
          const came = opening.came[file.id];
          return (
            <li key={file.id}>
              <div className={styles.row}>
                <div className={styles.words}>
                  <p className={styles.name}>{file.name}</p>
                  <p className={styles.facts}>
                    {formatBytes(Number(file.size), i18n.language)} · SHA-256{" "}
                    <code>{shortenMiddle(file.sha256)}</code>
                    <CopyButton value={file.sha256} label={`SHA-256, ${file.name}`} />
                  </p>
                </div>
                {canOpen ? (
                  <div className={styles.acts}>
                    {secrets.length > 0 ? (
                      <Button
                        variant="light"
                        size="compact-sm"
                        leftSection={<IconLockOpen2 size={16} aria-hidden="true" />}
                        disabled={opening.act.busy || (moving !== undefined && isUnderWay(moving))}
                        aria-label={t("open.one", { name: file.name })}
                        onClick={() => void opening.open(file, secrets)}
                      >
                        {t("open.action")}
                      </Button>
                    ) : null}
                    <Button
                      variant="default"
                      size="compact-sm"
                      disabled={opening.act.busy}
                      aria-label={t("open.cipherOne", { name: file.name })}
                      onClick={() => void opening.fetch(file)}
                    >
                      {t("open.cipher")}
                    </Button>
                  </div>
                ) : null}
              </div>
              {moving ? <TransferRow moving={moving} /> : null}
              <p className={styles.came} role="status" data-came={came ?? "none"}>
                {came ? t(`open.came.${came}`) : ""}
              </p>
            </li>
          );
        })}
      </ul>
      <Trouble words={opening.act.words} />
      {canOpen ? (
        secrets.length > 0 ? (
          <p className={styles.held}>
            <IconKey size={16} aria-hidden="true" />
            <span>{t("open.held")}</span>
            <Button variant="subtle" size="compact-sm" onClick={() => setSecrets([])}>
              {t("open.forget")}
            </Button>
          </p>
        ) : (
          <div className={styles.key}>
            <h3>{t("open.title")}</h3>
            <p className="sb-small sb-muted">{t("open.lead")}</p>
            <KeyFilePicker action={t("open.choose")} onSecrets={setSecrets} />
            <details className={styles.command}>
              <summary>{t("open.byCommand")}</summary>
              <p className="sb-small">{t("open.commandLead")}</p>
              <pre>{t("open.command")}</pre>
            </details>
          </div>
        )
      ) : null}
      {opening.act.window}
    </div>
  );
}
