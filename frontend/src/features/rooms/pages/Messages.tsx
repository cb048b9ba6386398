import { IconUsers } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useDeal } from "@/shared/deals/DealContext";
import type { RoomPartsFragment } from "@/shared/graphql/generated/graphql";
import { useTransfers } from "@/shared/transfers/store";
import { TransferRow } from "@/shared/transfers/TransferRow";
import { Outcome } from "@/shared/ui/Outcome";
import { ErrorState, PageSkeleton } from "@/shared/ui/states";
import { NoRoom } from "../NoRoom";
import { Composer } from "../thread/Composer";
import { useOutbox } from "../thread/outbox";
import { People } from "../thread/People";
import { RoomMoves, RoomState } from "../thread/RoomState";
import { Thread } from "../thread/Thread";
import styles from "../thread/thread.module.css";
import { useSeen, useThread } from "../thread/useThread";
import { useRoom } from "../useRoom";

/** What the firms and the coordinator write to each other in a deal. */
export function Messages() {
  const { room, deal, unknown, error, again } = useRoom();
  if (error) return <ErrorState error={error} retry={again} />;
  if (unknown) return <PageSkeleton />;
  if (!room) return <NoRoom of="messages" />;
  return <OpenRoom key={room.id} room={room} deal={deal} again={again} />;
}

interface OpenRoomProps {
  room: RoomPartsFragment;
  deal: string;
  again: () => void;
}

function OpenRoom({ room, deal, again }: OpenRoomProps) {
  const { t } = useTranslation("room");
  const { standing } = useDeal();
  const thread = useThread(room, again);
  const outbox = useOutbox(room, (event) => thread.add([event]));
  const [done, setDone] = useState<string | null>(null);
  useSeen(room.id, thread.events.at(-1)?.number ?? 0, room.readNumber);
  useSuggestedWords(outbox.text, outbox.write);
  const files = useTransfers().filter(
    (each) => each.group === `room:${room.id}` && each.state !== "done",
  );
  return (
    <div className={styles.columns}>
      <div className={styles.main}>
        <h2 className="sb-hidden">{t("messages")}</h2>
        <a className={styles.toPeople} href="#room-people">
          <IconUsers size={16} aria-hidden="true" />
          {t("people.count", { count: room.people.length })}
        </a>
        <RoomState room={room} />
        <Outcome words={done} />
        {thread.error && !thread.ready ? (
          <ErrorState error={thread.error} retry={thread.again} />
        ) : (
          <Thread
            thread={thread}
            deal={deal}
            readNumber={room.readNumber}
            waiting={outbox.waiting}
            onRetry={outbox.retry}
            onTakeBack={outbox.takeBack}
          />
        )}
        {files.map((each) => (
          <TransferRow key={each.id} moving={each} />
        ))}
        {room.canPost ? (
          <Composer
            room={room}
            primary={standing.place === "MESSAGES" && room.canPost && !room.canResume}
            text={outbox.text}
            visibility={outbox.visibility}
            onWrite={outbox.write}
            onChoose={outbox.choose}
            onSend={outbox.send}
          />
        ) : null}
        {outbox.window}
      </div>
      <aside className={styles.aside} aria-label={t("aside")}>
        <People room={room} />
        <RoomMoves
          room={room}
          primary={standing.place === "MESSAGES" && room.canResume}
          onMoved={(words) => {
            setDone(words);
            again();
          }}
        />
      </aside>
    </div>
  );
}

/** Words that another page proposes, for example which page of a document is meant; not sent. */
function useSuggestedWords(text: string, write: (text: string) => void) {
  const [params, setParams] = useSearchParams();
  const said = params.get("say");
  const latest = useRef({ text, write });
  latest.current = { text, write };
  useEffect(() => {
    if (!said) return;
    const before = latest.current.text.trim();
    latest.current.write(before === "" ? said : `${before}\n${said}`);
    setParams(
      (now) => {
        now.delete("say");
        return now;
      },
      { replace: true },
    );
  }, [said, setParams]);
}
