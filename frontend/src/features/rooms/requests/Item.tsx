import { Button } from "@mantine/core";
import { IconFileText, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type {
  RequestItemPartsFragment,
  RoomPartsFragment,
} from "@/shared/graphql/generated/graphql";
import { formatDate, formatInstant } from "@/shared/lib/dates";
import { Chip, type Tone } from "@/shared/ui/Chip";
import { GrantWindow } from "./GrantWindow";
import { RefuseWindow, TakeBackWindow } from "./ItemWindows";
import styles from "./requests.module.css";

const TONES = {
  OPEN: "amber",
  GRANTED: "seal",
  REFUSED: "red",
  REVOKED: "plain",
} as const satisfies Record<RequestItemPartsFragment["state"], Tone>;

type Reader = RequestItemPartsFragment["holders"][number];
type Asking = "grant" | "refuse" | "revoke" | { reader: Reader } | null;

interface ItemProps {
  item: RequestItemPartsFragment;
  room: RoomPartsFragment;
  deal: string;
  /** The last day of use that the request names. */
  until: string | null;
  /** Whether its first button is the page's primary one. */
  leads: boolean;
  onDone: (words: string) => void;
  onStale: () => void;
}

/** One thing that was asked for: what was decided, which documents, who reads them. */
export function Item({ item, room, deal, until, leads, onDone, onStale }: ItemProps) {
  const { t } = useTranslation("request");
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  const finish = (words: string) => {
    close();
    onDone(words);
  };
  const acts = item.canGrant || item.canRefuse || item.canRevoke;
  return (
    <li className={styles.item} data-state={item.state}>
      <div className={styles.itemHead}>
        <p className={styles.words}>
          <span className="sb-figures">{item.position}.</span> {item.words}
        </p>
        <Chip tone={TONES[item.state]}>{t(`item.state.${item.state}`)}</Chip>
      </div>
      <p className={styles.purpose}>{t("item.for", { purpose: item.purpose })}</p>
      <Decision item={item} />
      <Files item={item} deal={deal} leads={leads && !item.canGrant} />
      <Readers item={item} onRemove={(reader) => setAsking({ reader })} />
      {acts ? (
        <div className={styles.acts}>
          {item.canGrant ? (
            <Button variant={leads ? "filled" : "light"} onClick={() => setAsking("grant")}>
              {t("grant.action")}
            </Button>
          ) : null}
          {item.canRefuse ? (
            <Button variant="default" onClick={() => setAsking("refuse")}>
              {t("refuse.action")}
            </Button>
          ) : null}
          {item.canRevoke ? (
            <Button variant="default" onClick={() => setAsking("revoke")}>
              {t("revoke.action")}
            </Button>
          ) : null}
        </div>
      ) : null}
      {asking === "grant" ? (
        <GrantWindow
          item={item}
          room={room}
          until={until}
          onDone={finish}
          onStale={onStale}
          onClose={close}
        />
      ) : null}
      {asking === "refuse" ? <RefuseWindow item={item} onDone={finish} onClose={close} /> : null}
      {asking === "revoke" ? (
        <TakeBackWindow item={item} reader={null} onDone={finish} onClose={close} />
      ) : null}
      {asking && typeof asking === "object" ? (
        <TakeBackWindow item={item} reader={asking.reader} onDone={finish} onClose={close} />
      ) : null}
    </li>
  );
}

function Decision({ item }: { item: RequestItemPartsFragment }) {
  const { t, i18n } = useTranslation("request");
  const { state, refusalReason, refusalWords, decidedAt, revokedAt } = item;
  const when = state === "REVOKED" ? revokedAt : decidedAt;
  if (!when) return null;
  return (
    <div className={styles.decision}>
      <p>
        {t(`item.decided.${state as "GRANTED" | "REFUSED" | "REVOKED"}`)}{" "}
        <time dateTime={when} title={formatInstant(when, i18n.language)}>
          {formatDate(when, i18n.language)}
        </time>
        {state === "GRANTED" ? ` · ${t(item.viewOnly ? "item.viewOnly" : "item.mayLeave")}` : null}
      </p>
      {refusalReason ? (
        <p>
          <strong>{t(`reason.${refusalReason}.name`)}</strong>
          {refusalWords ? ` – ${refusalWords}` : null}
        </p>
      ) : null}
    </div>
  );
}

interface FilesProps {
  item: RequestItemPartsFragment;
  deal: string;
  leads: boolean;
}

function Files({ item, deal, leads }: FilesProps) {
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

function Readers({ item, onRemove }: ReadersProps) {
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
