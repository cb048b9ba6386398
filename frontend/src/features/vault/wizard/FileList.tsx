import { ActionIcon } from "@mantine/core";
import { IconAlertTriangle, IconFileCheck, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { DepositPartsFragment } from "@/shared/graphql/generated/graphql";
import { formatBytes } from "@/shared/lib/bytes";
import { shortenMiddle } from "@/shared/lib/text";
import type { Moving } from "@/shared/transfers/store";
import { TransferRow } from "@/shared/transfers/TransferRow";
import styles from "./wizard.module.css";

type DepositFile = DepositPartsFragment["files"][number];

interface FileListProps {
  files: readonly DepositFile[];
  moving: readonly Moving[];
  onRemove: (file: DepositFile) => void;
  onAgain: (row: string) => void;
}

/** What has arrived, what is on its way, and what was cut off by a reload. */
export function FileList({ files, moving, onRemove, onAgain }: FileListProps) {
  const { t } = useTranslation("vault");
  const rows = moving.filter(
    ({ name, state }) =>
      state !== "done" || !files.some((file) => file.name === name && file.state === "STORED"),
  );
  const standing = files.filter(
    (file) => file.state === "STORED" || !moving.some((row) => row.name === file.name),
  );
  if (rows.length === 0 && standing.length === 0) return null;
  return (
    <ul className={styles.files} aria-label={t("files.list")}>
      {standing.map((file) => (
        <li key={file.id}>
          <Standing file={file} onRemove={() => onRemove(file)} />
        </li>
      ))}
      {rows.map((row) => (
        <li key={row.id}>
          <TransferRow moving={row} onAgain={() => onAgain(row.id)} />
        </li>
      ))}
    </ul>
  );
}

function Standing({ file, onRemove }: { file: DepositFile; onRemove: () => void }) {
  const { t, i18n } = useTranslation("vault");
  const whole = file.state === "STORED";
  const Icon = whole ? IconFileCheck : IconAlertTriangle;
  return (
    <div className={styles.file} data-state={whole ? "whole" : "broken"}>
      <Icon size={20} aria-hidden="true" />
      <div>
        <p className={styles.fileName}>{file.name}</p>
        <p className={styles.fileFacts}>
          {whole
            ? t("files.arrived", {
                size: formatBytes(Number(file.size), i18n.language),
                hash: shortenMiddle(file.sha256 ?? ""),
              })
            : t("files.broken")}
        </p>
      </div>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        aria-label={t("files.remove", { name: file.name })}
        onClick={onRemove}
      >
        <IconTrash size={18} aria-hidden="true" />
      </ActionIcon>
    </div>
  );
}
