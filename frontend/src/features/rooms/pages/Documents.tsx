import { Button } from "@mantine/core";
import { IconFileText } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useNavigate } from "react-router";
import { useDeal } from "@/shared/deals/DealContext";
import {
  DraftRequestDocument,
  RoomNewsDocument,
  type RoomPartsFragment,
  RoomRequestsDocument,
  type RoomRequestsQuery,
} from "@/shared/graphql/generated/graphql";
import { useTypedFollow, useTypedMutation, useTypedQuery } from "@/shared/graphql/operations";
import { formatDate } from "@/shared/lib/dates";
import { useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { Outcome } from "@/shared/ui/Outcome";
import { Panel } from "@/shared/ui/Panel";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import { leadingAct } from "../leading";
import { NoRoom } from "../NoRoom";
import { Request } from "../requests/Request";
import styles from "../requests/requests.module.css";
import { sizeWords } from "../sizes";
import { RoomState } from "../thread/RoomState";
import { useRoom } from "../useRoom";

/** What technical data was asked for in a deal, what was decided, and what may be read. */
export function Documents() {
  const { room, deal, unknown, error, again } = useRoom();
  if (error) return <ErrorState error={error} retry={again} />;
  if (unknown) return <PageSkeleton />;
  if (!room) return <NoRoom of="documents" />;
  return <Requests key={room.id} room={room} deal={deal} again={again} />;
}

interface RequestsProps {
  room: RoomPartsFragment;
  deal: string;
  again: () => void;
}

function Requests({ room, deal, again: dealAgain }: RequestsProps) {
  const { t } = useTranslation("request");
  const { state, hash } = useLocation();
  const { standing } = useDeal();
  const [{ data, error }, again] = useTypedQuery(
    RoomRequestsDocument,
    { roomId: room.id },
    { fresh: true },
  );
  const [done, setDone] = useState<string | null>(
    (state as { done?: string } | null)?.done ?? null,
  );
  const refresh = () => {
    again();
    dealAgain();
  };
  useTypedFollow(
    RoomNewsDocument,
    { roomId: room.id, after: room.lastNumber },
    ({ roomEvents }) => {
      if (roomEvents.events.some((each) => each.kind !== "MESSAGE")) refresh();
    },
  );
  const known = Boolean(data);
  useEffect(() => {
    if (known && hash) document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [known, hash]);
  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) return <PageSkeleton />;
  const requests = data.dataRequestsOf.filter(
    (each) => each.state !== "WITHDRAWN" || each.issuedAt,
  );
  const leading = leadingAct(standing, requests);
  return (
    <div className={styles.page}>
      <RoomState room={room} />
      <Outcome words={done} />
      {requests.length > 0 || room.canDraftRequest ? (
        <Head room={room} deal={deal} empty={requests.length === 0} primary={leading === "write"} />
      ) : null}
      {requests.length === 0 && !room.canDraftRequest ? (
        <Empty
          title={t("empty.title")}
          body={t(room.side === "SELLER" ? "empty.seller" : "empty.reader")}
        />
      ) : null}
      <div className={styles.list}>
        {requests.map((each) => (
          <Request
            key={each.id}
            request={each}
            room={room}
            deal={deal}
            leading={leading}
            onDone={(words) => {
              setDone(words);
              refresh();
            }}
            onStale={refresh}
          />
        ))}
      </div>
      <Added files={data.roomFilesOf} deal={deal} />
    </div>
  );
}

interface HeadProps {
  room: RoomPartsFragment;
  deal: string;
  /** Whether nothing was asked for yet. */
  empty: boolean;
  /** Whether writing is what comes next. */
  primary: boolean;
}

function Head({ room, deal, empty, primary }: HeadProps) {
  const { t } = useTranslation("request");
  const navigate = useNavigate();
  const outcomes = useOutcomes();
  const act = useAct();
  const [, draft] = useTypedMutation(DraftRequestDocument);

  async function begin() {
    const input = { presentOwner: "SELLER", ownershipAfter: "UNCHANGED" } as const;
    const done = await act.run(async () =>
      outcomes.ofMutation(
        await draft({
          roomId: room.id,
          input: { ...input, deliveryMethod: "VIEW_IN_ROOM", returnMethod: "ACCESS_ENDS" },
        }),
      ),
    );
    if (done?.request) await navigate(`/deals/${deal}/documents/requests/${done.request.id}`);
  }

  return (
    <header className={styles.head}>
      <div>
        <h2>{t("title")}</h2>
        <p>{t(empty ? "leadEmpty" : "lead")}</p>
      </div>
      {room.canDraftRequest ? (
        <Button
          variant={primary ? "filled" : "default"}
          loading={act.busy}
          onClick={() => void begin()}
        >
          {t("write")}
        </Button>
      ) : null}
      <Trouble words={act.words} />
      {act.window}
    </header>
  );
}

function Added({ files, deal }: { files: RoomRequestsQuery["roomFilesOf"]; deal: string }) {
  const { t, i18n } = useTranslation(["request", "room"]);
  if (files.length === 0) return null;
  return (
    <Panel title={t("added.title")}>
      <ul className={styles.files}>
        {files.map((file) => (
          <li key={file.id}>
            <IconFileText size={20} aria-hidden="true" />
            <span>
              <strong>{file.name}</strong>
              <small>
                {formatDate(file.addedAt, i18n.language)} · {sizeWords(file.size, i18n.language)}
                {file.visibility === "OWN_FIRM" ? ` · ${t("room:only.OWN_FIRM")}` : null}
              </small>
            </span>
            <Button
              component={Link}
              to={`/deals/${deal}/documents/${file.id}?from=room`}
              variant="default"
              size="sm"
            >
              {t("room:open")}
              <span className="sb-hidden">: {file.name}</span>
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
