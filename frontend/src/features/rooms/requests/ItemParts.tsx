import { Button } from "@mantine/core";
import { IconFileText, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { RequestItemPartsFragment } from "@/shared/graphql/generated/graphql";
import { formatDate } from "@/shared/lib/dates";
import styles from "./requests.module.css";

export type Reader = RequestItemPartsFragment["holders"][number];

interface FilesProps {
  item: RequestItemPartsFragment;
  deal: string;
  leads: boolean;
}

/** What was allowed, each with its pages and, for its readers, the way to it. */
export function Files({ item, deal, leads }: FilesProps) {
  const { t } = useTranslation(["request", "room"]);
  if (!item.files) {
    if (item.state !== "GRANTED") return null;
    return <p className={styles.hint}>{t("item.hidden")}</p>;
  }
  if (item.files.length === 0) return null;
  return (
    <ul className={styles.files}>
      {item.files.map((file, at) => (
        <li key={file.id}>
          <IconFileText size={20} aria-hidden="true" />
          <span>
            <strong>{file.name}</strong>
            <small>
              {file.lastPage
                ? t("room:readable.pages", { first: file.firstPage, last: file.lastPage })
                : file.firstPage > 1
                  ? t("room:readable.pagesFrom", { first: file.firstPage })
                  : t("room:readable.allPages")}
            </small>
          </span>
          {item.canOpen ? (
            <Button
              component={Link}
              to={`/deals/${deal}/documents/${file.id}`}
              variant={leads && at === 0 ? "filled" : "default"}
              size="sm"
            >
              {t("room:open")}
              <span className="sb-hidden">: {file.name}</span>
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

interface ReadersProps {
  item: RequestItemPartsFragment;
  onRemove: (reader: Reader) => void;
}

/** Who reads it, and who did. */
export function Readers({ item, onRemove }: ReadersProps) {
  const { t, i18n } = useTranslation("request");
  if (item.holders.length === 0) return null;
  return (
    <div className={styles.readers}>
      <h4>{t("item.readers")}</h4>
      <ul>
        {item.holders.map((reader) => (
          <li key={reader.membershipId} data-gone={Boolean(reader.removedAt)}>
            <span>{reader.name}</span>
            {reader.removedAt ? (
              <small>
                {t("item.removed", { day: formatDate(reader.removedAt, i18n.language) })}
              </small>
            ) : item.canRemoveHolder ? (
              <button
                type="button"
                aria-label={t("removeReader.label", { name: reader.name })}
                title={t("removeReader.label", { name: reader.name })}
                onClick={() => onRemove(reader)}
              >
                <IconX size={16} aria-hidden="true" />
              </button>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  );
}
