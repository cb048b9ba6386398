import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDeal } from "@/shared/deals/DealContext";
import { AddRoomFileDocument, type RoomVisibility } from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { Picker } from "@/shared/transfers/Picker";
import { beginTransfer } from "@/shared/transfers/store";
import { sendFile } from "@/shared/transfers/upload";
import { Choices } from "@/shared/ui/Choices";
import { VisibilityStrip } from "@/shared/ui/VisibilityStrip";
import { Window } from "@/shared/ui/Window";
import { useFirms } from "./firms";
import styles from "./thread.module.css";

type Readers = Extract<RoomVisibility, "EVERYONE" | "OWN_FIRM">;

/** Add a file: which one, who may look at it, and whether the file itself may leave the room. */
export function FileWindow({ roomId, onClose }: { roomId: string; onClose: () => void }) {
  const { t } = useTranslation(["room", "common"]);
  const { match } = useDeal();
  const firms = useFirms();
  const outcomes = useOutcomes();
  const act = useAct(["file"]);
  const [file, setFile] = useState<File | null>(null);
  const [readers, setReaders] = useState<Readers>("EVERYONE");
  const [leaves, setLeaves] = useState<"pages" | "file">("pages");
  const [, addFile] = useTypedMutation(AddRoomFileDocument);

  async function send() {
    if (!file) return act.refuse([{ field: "file", words: t("file.needed") }]);
    const done = await act.run(async () =>
      outcomes.ofMutation(
        await addFile({
          roomId,
          name: file.name,
          mediaType: file.type || null,
          size: String(file.size),
          visibility: readers,
          viewOnly: leaves === "pages",
        }),
      ),
    );
    const way = done?.transfer;
    if (!way?.url) return;
    const { parts, url } = way;
    const size = String(file.size);
    beginTransfer(
      {
        group: `room:${roomId}`,
        place: `/deals/${match.id}/messages`,
        name: file.name,
        direction: "up",
        size: file.size,
      },
      ({ signal, onProgress, onWaiting }) =>
        sendFile(
          { url, parts, size, partBytes: way.partBytes ?? null },
          file,
          { onProgress, onWaiting },
          signal,
        ),
    );
    onClose();
  }

  return (
    <Window title={t("file.title")} onClose={onClose}>
      <div className={styles.window}>
        <Picker
          action={t(file ? "file.other" : "file.choose")}
          invalid={act.at("file") !== null}
          onFiles={([first]) => {
            act.clear();
            setFile(first ?? null);
          }}
        />
        {file ? (
          <p className={styles.chosen}>
            <strong>{file.name}</strong>
          </p>
        ) : null}
        <Choices
          label={t("file.readers")}
          value={readers}
          choices={(["EVERYONE", "OWN_FIRM"] as const).map((value) => ({
            value,
            name: t(`file.${value}`, { other: firms.other }),
            help: t(`file.help.${value}`),
          }))}
          onChange={setReaders}
        />
        {readers === "EVERYONE" ? (
          <Choices
            label={t("file.how")}
            value={leaves}
            choices={(["pages", "file"] as const).map((value) => ({
              value,
              name: t(`file.${value}`),
              help: t(`file.help.${value}`),
            }))}
            onChange={setLeaves}
          />
        ) : null}
        <VisibilityStrip
          readers={
            readers === "OWN_FIRM"
              ? firms.readers("OWN_FIRM")
              : t("file.visible", { other: firms.other })
          }
        />
        <Trouble words={act.at("file") ?? act.words} />
        <div className={styles.actions}>
          <Button variant="default" onClick={onClose}>
            {t("common:cancel")}
          </Button>
          <Button loading={act.busy} onClick={() => void send()}>
            {t("file.send")}
          </Button>
        </div>
      </div>
      {act.window}
    </Window>
  );
}
