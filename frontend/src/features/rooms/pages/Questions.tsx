import { Button } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { firmName, useOfferTitle } from "@/shared/deals/naming";
import {
  type Language,
  MyRoomsDocument,
  type MyRoomsQuery,
} from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { formatDate, formatInstant } from "@/shared/lib/dates";
import { useNews } from "@/shared/live/useNews";
import { Chip } from "@/shared/ui/Chip";
import { Paged, type PageTurn } from "@/shared/ui/Paged";
import { PageHead } from "@/shared/ui/PageHead";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import styles from "../lists.module.css";

type Line = MyRoomsQuery["rooms"]["nodes"][number];

/** The rooms in which one reads and writes, those with something new first. */
export function Questions() {
  const { t } = useTranslation("room");
  return (
    <div className={styles.page}>
      <PageHead title={t("questions.title")} lead={t("questions.lead")} />
      <Paged>{(turn) => <Part turn={turn} />}</Paged>
    </div>
  );
}

function Part({ turn }: { turn: PageTurn }) {
  const { t, i18n } = useTranslation("room");
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const [{ data, error }, again] = useTypedQuery(
    MyRoomsDocument,
    { first: 20, after: turn.after, language },
    { fresh: true },
  );
  useNews(again, (path) => path.startsWith("/deals/"));
  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) return <PageSkeleton />;
  const { nodes, pageInfo } = data.rooms;
  if (nodes.length === 0 && turn.after === null) {
    return (
      <Empty title={t("questions.empty")} body={t("questions.emptyBody")}>
        <Button component={Link} to="/deals" variant="default">
          {t("questions.action")}
        </Button>
      </Empty>
    );
  }
  const fresh = (line: Line) => line.lastNumber > line.readNumber;
  const ordered = [...nodes].sort(
    (one, other) =>
      Number(fresh(other)) - Number(fresh(one)) || other.lastAt.localeCompare(one.lastAt),
  );
  return (
    <>
      <ul className={styles.list}>
        {ordered.map((line) => (
          <Row key={line.id} line={line} />
        ))}
      </ul>
      {turn.more(pageInfo)}
    </>
  );
}

function Row({ line }: { line: Line }) {
  const { t, i18n } = useTranslation(["room", "common"]);
  const { technology, counterpart, id } = line.match;
  const title = useOfferTitle(technology);
  const count = line.lastNumber - line.readNumber;
  return (
    <li>
      <Link to={`/deals/${id}/messages`} className={styles.row}>
        <span className={styles.words}>
          <strong lang={technology?.summary?.language.toLowerCase()}>{title}</strong>
          <small>
            {counterpart ? firmName(counterpart, i18n.language) : t("common:otherFirm")}
            {" · "}
            <time dateTime={line.lastAt} title={formatInstant(line.lastAt, i18n.language)}>
              {t("questions.last", { day: formatDate(line.lastAt, i18n.language) })}
            </time>
          </small>
        </span>
        {line.state === "OPEN" ? null : <Chip>{t(`questions.${line.state}`)}</Chip>}
        {count > 0 ? (
          <Chip tone="seal">{t("questions.new", { count })}</Chip>
        ) : (
          <small className="sb-muted">{t("questions.read")}</small>
        )}
        <IconChevronRight size={18} aria-hidden="true" />
      </Link>
    </li>
  );
}
