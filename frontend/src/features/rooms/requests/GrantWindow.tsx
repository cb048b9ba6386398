import { Checkbox } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDeal } from "@/shared/deals/DealContext";
import { firmName } from "@/shared/deals/naming";
import {
  GrantableFilesDocument,
  GrantItemDocument,
  type RequestItemPartsFragment,
  type RoomPartsFragment,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation, useTypedQuery } from "@/shared/graphql/operations";
import { formatDay } from "@/shared/lib/dates";
import { languageOf } from "@/shared/lib/text";
import { useDraft } from "@/shared/session/draft";
import { Choices } from "@/shared/ui/Choices";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import type { Refusal } from "@/shared/ui/refusals";
import { ErrorState } from "@/shared/ui/states";
import { Written } from "@/shared/ui/Written";
import { useRefusalOf } from "./acts";
import { type Chosen, FilePicker } from "./FilePicker";
import { readRange } from "./pages";
import styles from "./requests.module.css";

interface GrantWindowProps {
  item: RequestItemPartsFragment;
  room: RoomPartsFragment;
  until: string | null;
  onDone: (words: string) => void;
  onStale: () => void;
  onClose: () => void;
}

interface Draft {
  files: Chosen;
  readers: readonly string[];
  how: "pages" | "file";
}

const NOTHING: Draft = { files: {}, readers: [], how: "pages" };

/** Allow an item: which pages of which sealed files, how, and to whom by name. */
export function GrantWindow({ item, room, until, onDone, onStale, onClose }: GrantWindowProps) {
  const { t, i18n } = useTranslation(["request", "common"]);
  const { match } = useDeal();
  const [{ data, error, fetching }, again] = useTypedQuery(
    GrantableFilesDocument,
    { roomId: room.id },
    { fresh: true },
  );
  const [draft, change, forget] = useDraft<Draft>(`grant.${item.id}`, NOTHING);
  const { how } = draft;
  // kept over a reload, while a file or a reader may have gone
  const there = data?.grantableFiles.map((each) => each.id);
  const files = Object.fromEntries(
    Object.entries(draft.files).filter(([id]) => there?.includes(id) ?? true),
  );
  const present = room.holders.map((each) => each.membershipId);
  const readers = draft.readers.filter((id) => present.includes(id));
  const [tried, setTried] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const refusalOf = useRefusalOf();
  const [, grant] = useTypedMutation(GrantItemDocument);
  const firm = match.counterpart
    ? firmName(match.counterpart, i18n.language)
    : t("common:otherFirm");
  const names = room.holders
    .filter((each) => readers.includes(each.membershipId))
    .map((each) => each.name);

  function isReady() {
    setTried(true);
    const ranges = Object.values(files);
    return ranges.length > 0 && ranges.every(readRange) && readers.length > 0;
  }

  async function confirm() {
    const answer = await grant({
      itemId: item.id,
      revision: item.revision,
      files: Object.entries(files).map(([depositFileId, range]) => {
        const read = readRange(range);
        return { depositFileId, firstPage: read?.first ?? 1, lastPage: read?.last ?? null };
      }),
      viewOnly: how === "pages",
      holderIds: [...readers],
    });
    const refused = refusalOf(answer);
    if (!refused) {
      forget();
      return onDone(t("grant.done", { names: names.join(", ") }));
    }
    setRefusal(refused);
    if (answer.data?.outcome?.errors[0]?.code === "stale_state") onStale();
  }

  return (
    <ConfirmByConsequence
      title={t("grant.title")}
      consequences={[
        t("grant.one", { firm }),
        until ? t("grant.until", { day: formatDay(until, i18n.language) }) : t("grant.period"),
        t("grant.three"),
        t("grant.four"),
      ]}
      undoable={false}
      action={t("grant.action")}
      refusal={refusal}
      isReady={isReady}
      onConfirm={confirm}
      onClose={onClose}
    >
      <blockquote className={styles.asked}>
        <p lang={languageOf(item.words)}>{item.words}</p>
        {item.purpose ? (
          <small>
            {t("item.for")} <Written text={item.purpose} />
          </small>
        ) : null}
      </blockquote>
      {error && !data ? (
        <ErrorState error={error} retry={again} />
      ) : (
        <FilePicker
          files={data?.grantableFiles ?? []}
          loading={!data && fetching}
          chosen={files}
          tried={tried}
          onChange={(chosen) => change({ files: chosen })}
        />
      )}
      <fieldset className={styles.group} aria-describedby="grant-readers-help">
        <legend>{t("grant.readers")}</legend>
        <p id="grant-readers-help" className={styles.help}>
          {t("grant.readersHelp", { firm })}
        </p>
        {room.holders.map((each) => (
          <Checkbox
            key={each.membershipId}
            label={each.name}
            description={each.email}
            checked={readers.includes(each.membershipId)}
            {...(tried && readers.length === 0 ? { "aria-invalid": true } : {})}
            onChange={(event) => {
              const others = readers.filter((id) => id !== each.membershipId);
              const chosen = event.currentTarget.checked;
              change({ readers: chosen ? [...others, each.membershipId] : others });
            }}
          />
        ))}
        {room.holders.length === 0 ? <p className={styles.help}>{t("grant.nobody")}</p> : null}
        {tried && readers.length === 0 ? (
          <p className={styles.wrong}>{t("grant.readersNeeded")}</p>
        ) : null}
      </fieldset>
      <Choices
        label={t("grant.how")}
        value={how}
        choices={(["pages", "file"] as const).map((value) => ({
          value,
          name: t(`grant.${value}`),
          help: t(`grant.${value}Help`),
        }))}
        onChange={(chosen) => change({ how: chosen })}
      />
    </ConfirmByConsequence>
  );
}
