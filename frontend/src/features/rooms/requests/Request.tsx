import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type {
  DataRequestPartsFragment,
  DataRequestState,
  RoomPartsFragment,
} from "@/shared/graphql/generated/graphql";
import { formatDate, formatDay } from "@/shared/lib/dates";
import { languageOf } from "@/shared/lib/text";
import { Chip, type Tone } from "@/shared/ui/Chip";
import { Facts } from "@/shared/ui/Panel";
import { Term } from "@/shared/ui/Term";
import { Item } from "./Item";
import styles from "./requests.module.css";

const TONES = {
  DRAFT: "plain",
  ISSUED: "amber",
  ANSWERED: "seal",
  WITHDRAWN: "plain",
} as const satisfies Record<DataRequestState, Tone>;

interface RequestProps {
  request: DataRequestPartsFragment;
  room: RoomPartsFragment;
  deal: string;
  /** The item whose first button is the page's primary one. */
  leading: string | null;
  onDone: (words: string) => void;
  onStale: () => void;
}

/** A written request: who asked for what, what for and until when, and each of its items. */
export function Request({ request, room, deal, leading, onDone, onStale }: RequestProps) {
  const { t, i18n } = useTranslation("request");
  const day = (value: string | null | undefined) =>
    value ? formatDay(value, i18n.language) : t("unset");
  const here = `/deals/${deal}/documents/requests/${request.id}`;
  const isDraft = request.state === "DRAFT";
  return (
    <section className={styles.request} id={`request-${request.id}`}>
      <header>
        <div>
          <h3 lang={request.title ? languageOf(request.title) : undefined}>
            {request.title || t("untitled")}
          </h3>
          <p className="sb-small sb-muted">
            {request.issuedAt
              ? t("askedBy", {
                  name: request.issuedBy ?? "",
                  day: formatDate(request.issuedAt, i18n.language),
                })
              : t("draftHint")}
          </p>
        </div>
        <Chip tone={TONES[request.state]}>{t(`state.${request.state}`)}</Chip>
      </header>
      {isDraft ? null : (
        <Facts
          rows={[
            {
              name: t("field.purpose"),
              value: request.purpose ? t(`purpose.${request.purpose}`) : t("unset"),
            },
            {
              name: t("facts.use"),
              value: t("facts.useValue", {
                from: day(request.useFrom),
                until: day(request.useUntil),
              }),
            },
            { name: t("facts.return"), value: day(request.returnOn) },
            {
              name: t("facts.kept"),
              value: <Term word="retention">{day(request.retentionUntil)}</Term>,
            },
          ]}
        />
      )}
      {isDraft ? null : (
        <ol className={styles.items}>
          {request.items.map((item) => (
            <Item
              key={item.id}
              item={item}
              room={room}
              deal={deal}
              leads={item.id === leading}
              until={request.useUntil ?? null}
              onDone={onDone}
              onStale={onStale}
            />
          ))}
        </ol>
      )}
      <footer>
        <Button component={Link} to={here} variant="default">
          {t(isDraft && request.canSave ? "goOn" : "readForm")}
        </Button>
      </footer>
    </section>
  );
}
