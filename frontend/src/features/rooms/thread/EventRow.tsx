import { Button } from "@mantine/core";
import {
  IconClipboardText,
  IconDoorEnter,
  IconFile,
  IconLock,
  IconPlayerPause,
  IconPlayerPlay,
  IconUserMinus,
  type TablerIcon,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ProofChip } from "@/shared/evidence/ProofChip";
import { formatInstant, formatTimeOfDay } from "@/shared/lib/dates";
import { languageOf } from "@/shared/lib/text";
import { Chip } from "@/shared/ui/Chip";
import { sizeWords } from "../sizes";
import type { Event } from "./events";
import { useFirms } from "./firms";
import styles from "./thread.module.css";

const ICONS: Partial<Record<Event["kind"], TablerIcon>> = {
  OPENED: IconDoorEnter,
  CLOSED: IconLock,
  PAUSED: IconPlayerPause,
  RESUMED: IconPlayerPlay,
  HOLDER_REMOVED: IconUserMinus,
};

interface EventRowProps {
  event: Event;
  deal: string;
}

/** One thing that happened: words of a person, a file, or a step of the room. */
export function EventRow({ event, deal }: EventRowProps) {
  if (event.kind === "MESSAGE" || event.kind === "FILE") return <Said event={event} deal={deal} />;
  return <Step event={event} deal={deal} />;
}

function Time({ at }: { at: string }) {
  const { i18n } = useTranslation();
  return (
    <time dateTime={at} title={formatInstant(at, i18n.language)}>
      {formatTimeOfDay(at)}
    </time>
  );
}

function Said({ event, deal }: EventRowProps) {
  const { t } = useTranslation("room");
  const { nameOf } = useFirms();
  const firm = event.side ? nameOf(event.side) : "";
  return (
    <li className={styles.said} data-own={event.isOwn} data-number={event.number}>
      <p className={styles.by}>
        <b>{event.isOwn ? t("you") : event.author}</b>
        <span>{firm}</span>
        <Time at={event.at} />
        {event.visibility === "EVERYONE" ? null : (
          <Chip icon={<IconLock size={14} aria-hidden="true" />}>
            {t(`only.${event.visibility}`)}
          </Chip>
        )}
      </p>
      {event.text ? (
        <p className={styles.text} lang={languageOf(event.text)}>
          {event.text}
        </p>
      ) : null}
      {event.requestId ? (
        <Link to={`/deals/${deal}/documents/requests/${event.requestId}`}>{t("aboutRequest")}</Link>
      ) : null}
      {event.kind === "FILE" ? <FileLine event={event} deal={deal} /> : null}
    </li>
  );
}

function FileLine({ event, deal }: EventRowProps) {
  const { t, i18n } = useTranslation("room");
  const { file } = event;
  if (!file) return <p className="sb-muted sb-small">{t("file.hidden")}</p>;
  return (
    <div className={styles.file}>
      <IconFile size={20} aria-hidden="true" />
      <div>
        <strong>{file.name}</strong>
        <span>
          {sizeWords(file.size, i18n.language)} · {t(file.viewOnly ? "file.pages" : "file.file")}
        </span>
      </div>
      <Button
        component={Link}
        to={`/deals/${deal}/documents/${file.id}?from=room`}
        variant="default"
        size="compact-md"
      >
        {t("open")}
        <span className="sb-hidden">: {file.name}</span>
      </Button>
      <ProofChip
        about={{ type: "document", id: file.id, kind: "room.file_added" }}
        label={t("recorded")}
      />
    </div>
  );
}

function Step({ event, deal }: EventRowProps) {
  const { t } = useTranslation("room");
  const { nameOf } = useFirms();
  const Icon = ICONS[event.kind] ?? IconClipboardText;
  const firm = event.side ? nameOf(event.side) : "";
  const kind = event.kind as Exclude<Event["kind"], "MESSAGE" | "FILE">;
  const unnamed = kind === "HOLDER_REMOVED" && !event.holder;
  const words = unnamed
    ? t("step.somebodyRemoved")
    : t(`step.${kind}`, { firm, name: event.holder ?? "" });
  return (
    <li className={styles.step} data-kind={event.kind} data-number={event.number}>
      <Icon size={18} aria-hidden="true" />
      <div>
        <p>
          {words} <Time at={event.at} />
        </p>
        {event.text ? (
          <p className={styles.text} lang={languageOf(event.text)}>
            {event.text}
          </p>
        ) : null}
        {event.requestId ? (
          <Link to={`/deals/${deal}/documents#request-${event.requestId}`}>{t("toRequest")}</Link>
        ) : null}
        {kind === "ITEM_GRANTED" && event.itemId ? (
          <ProofChip
            about={{ type: "item", id: event.itemId, kind: "request.item_granted" }}
            label={t("recorded")}
          />
        ) : null}
      </div>
    </li>
  );
}
