import { Button } from "@mantine/core";
import { IconLock, IconPlayerPause } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  PauseRoomDocument,
  ResumeRoomDocument,
  type RoomPartsFragment,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { formatMoment } from "@/shared/lib/dates";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { type Refusal, useRefusals } from "@/shared/ui/refusals";
import styles from "./thread.module.css";

/** A paused or closed room says so, since when, and what is still possible. */
export function RoomState({ room }: { room: RoomPartsFragment }) {
  const { t, i18n } = useTranslation("room");
  if (room.state === "OPEN") return null;
  const Icon = room.state === "PAUSED" ? IconPlayerPause : IconLock;
  const since = formatMoment(room.stateSince, i18n.language);
  return (
    <div className={styles.state} data-state={room.state} role="status">
      <Icon size={20} aria-hidden="true" />
      <div>
        <strong>{t(`state.${room.state}.title`)}</strong>
        <p>{t(`state.${room.state}.body`, { since })}</p>
      </div>
    </div>
  );
}

interface MovesProps {
  room: RoomPartsFragment;
  primary: boolean;
  onMoved: (words: string) => void;
}

/** The coordinator stops the room for a while, or lets it go on; both firms read why. */
export function RoomMoves({ room, primary, onMoved }: MovesProps) {
  const { t } = useTranslation("room");
  const [asking, setAsking] = useState<"pause" | "resume" | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const refusals = useRefusals();
  const [, pause] = useTypedMutation(PauseRoomDocument);
  const [, resume] = useTypedMutation(ResumeRoomDocument);
  if (!room.canPause && !room.canResume) return null;
  const act = room.canPause ? "pause" : "resume";

  async function confirm(words: string) {
    if (!asking) return;
    const wish = { roomId: room.id, revision: room.revision, words };
    const answer = asking === "pause" ? await pause(wish) : await resume(wish);
    const refused = answer.data?.outcome?.errors[0];
    if (answer.error) return setRefusal(refusals.ofTransport(answer.error));
    if (refused) return setRefusal(refusals.ofDomain(refused));
    setAsking(null);
    onMoved(t(`${asking}.done`));
  }

  return (
    <>
      <Button
        variant={primary ? "filled" : "default"}
        onClick={() => {
          setRefusal(null);
          setAsking(act);
        }}
      >
        {t(`${act}.action`)}
      </Button>
      {asking ? (
        <ConfirmByConsequence
          title={t(`${asking}.title`)}
          consequences={[t(`${asking}.one`), t(`${asking}.two`), t(`${asking}.three`)]}
          undoable
          action={t(`${asking}.action`)}
          refusal={refusal}
          reason={{
            label: t(`${asking}.reason`),
            help: t(`${asking}.help`),
            needed: t("fault.reason"),
          }}
          onConfirm={confirm}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </>
  );
}
