import { Button } from "@mantine/core";
import { IconDownload, IconExternalLink } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { CheckPartsFragment } from "@/shared/graphql/generated/graphql";
import { sizeWords } from "../upload";
import styles from "./DocumentList.module.css";

type Document = CheckPartsFragment["documents"][number];

interface DocumentListProps {
  documents: readonly Document[];
  busy?: boolean;
  onRemove?: (document: Document) => void;
}

function isPicture(document: Document): boolean {
  return document.contentType.startsWith("image/");
}

/** Documents by name and size; pictures open in a tab of their own, a PDF is downloaded. */
export function DocumentList({ documents, busy = false, onRemove }: DocumentListProps) {
  const { t, i18n } = useTranslation("firm");
  if (documents.length === 0) return null;
  return (
    <ul className={styles.list}>
      {documents.map((each) => (
        <li key={each.id}>
          <a
            href={`/firm-check/documents/${each.id}`}
            {...(isPicture(each) ? { target: "_blank", rel: "noopener" } : {})}
          >
            <span>{each.fileName}</span>
            {isPicture(each) ? (
              <IconExternalLink size={14} aria-hidden="true" />
            ) : (
              <IconDownload size={14} aria-hidden="true" />
            )}
            <span className="sb-hidden">
              , {t(isPicture(each) ? "document.newTab" : "document.download")}
            </span>
          </a>
          <span className="sb-tiny sb-muted sb-figures">
            {onRemove ? null : `${t(`document.${each.kind}.name`)} · `}
            {sizeWords(each.sizeBytes, i18n.language)}
          </span>
          {onRemove ? (
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              disabled={busy}
              aria-label={t("document.removeThis", { name: each.fileName })}
              onClick={() => onRemove(each)}
            >
              {t("document.remove")}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
