import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProofChip } from "@/shared/evidence/ProofChip";
import type {
  RequestItemPartsFragment,
  RoomPartsFragment,
} from "@/shared/graphql/generated/graphql";
import { formatDate, formatInstant } from "@/shared/lib/dates";
import { Chip, type Tone } from "@/shared/ui/Chip";
import { Written } from "@/shared/ui/Written";
import { GrantWindow } from "./GrantWindow";
import { Files, type Reader, Readers } from "./ItemParts";
import { RefuseWindow, TakeBackWindow } from "./ItemWindows";
import styles from "./requests.module.css";

const TONES = {
  OPEN: "amber",
  GRANTED: "seal",
  REFUSED: "red",
  REVOKED: "plain",
} as const satisfies Record<RequestItemPartsFragment["state"], Tone>;

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
          <span className="sb-figures">{item.position}.</span> <Written text={item.words} />
        </p>
        <Chip tone={TONES[item.state]}>{t(`item.state.${item.state}`)}</Chip>
      </div>
      {item.purpose ? (
        <p className={styles.purpose}>
          {t("item.for")} <Written text={item.purpose} />
        </p>
      ) : null}
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
  const { t, i18n } = useTranslation(["request", "room"]);
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
      {state === "GRANTED" ? (
        <ProofChip
          about={{ type: "item", id: item.id, kind: "request.item_granted" }}
          label={t("room:recorded")}
        />
      ) : null}
      {refusalReason ? (
        <p>
          <strong>{t(`reason.${refusalReason}.name`)}</strong>
          {refusalWords ? (
            <>
              {" – "}
              <Written text={refusalWords} />
            </>
          ) : null}
        </p>
      ) : null}
    </div>
  );
}
