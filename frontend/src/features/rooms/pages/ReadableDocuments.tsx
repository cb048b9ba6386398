import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { firmName, useOfferTitle } from "@/shared/deals/naming";
import {
  type Language,
  ReadableDocumentsDocument,
  type ReadableDocumentsQuery,
} from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { formatDay } from "@/shared/lib/dates";
import { useNews } from "@/shared/live/useNews";
import { Paged, type PageTurn } from "@/shared/ui/Paged";
import { PageHead } from "@/shared/ui/PageHead";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import { Written } from "@/shared/ui/Written";
import styles from "../lists.module.css";

type Readable = ReadableDocumentsQuery["readableDocuments"]["nodes"][number];

/** Every document that one may open in person, over all deals. */
export function ReadableDocuments() {
  const { t } = useTranslation("room");
  return (
    <div className={styles.page}>
      <PageHead title={t("readable.title")} lead={t("readable.lead")} />
      <Paged>{(turn) => <Part turn={turn} />}</Paged>
    </div>
  );
}

function Part({ turn }: { turn: PageTurn }) {
  const { t, i18n } = useTranslation("room");
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const [{ data, error }, again] = useTypedQuery(
    ReadableDocumentsDocument,
    { first: 20, after: turn.after, language },
    { fresh: true },
  );
  useNews(again, (path) => path.startsWith("/deals/"));
  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) return <PageSkeleton />;
  const { nodes, pageInfo } = data.readableDocuments;
  if (nodes.length === 0 && turn.after === null) {
    return (
      <Empty title={t("readable.empty")} body={t("readable.emptyBody")}>
        <Button component={Link} to="/questions" variant="default">
          {t("readable.action")}
        </Button>
      </Empty>
    );
  }
  return (
    <>
      <ul className={styles.list}>
        {nodes.map((each) => (
          <Row key={each.id} document={each} />
        ))}
      </ul>
      {turn.more(pageInfo)}
    </>
  );
}

function Row({ document }: { document: Readable }) {
  const { t, i18n } = useTranslation(["room", "common"]);
  const { technology, counterpart, id } = document.match;
  const title = useOfferTitle(technology);
  const { firstPage: first, lastPage: last, useUntil } = document;
  const pages = last
    ? t("readable.pages", { first, last })
    : t(first > 1 ? "readable.pagesFrom" : "readable.allPages", { first });
  return (
    <li className={styles.row}>
      <span className={styles.words}>
        <strong>{document.name}</strong>
        <small>
          {counterpart ? firmName(counterpart, i18n.language) : t("common:otherFirm")}
          {" · "}
          <Link to={`/deals/${id}/documents`}>
            <Written text={title} />
          </Link>
        </small>
        <small>
          {t("readable.for")} <Written text={document.purpose} />
        </small>
      </span>
      <small className={styles.facts}>
        {useUntil ? (
          <b>{t("readable.until", { day: formatDay(useUntil, i18n.language) })}</b>
        ) : null}
        <span>{pages}</span>
        <span>{t(document.viewOnly ? "readable.viewOnly" : "readable.mayLeave")}</span>
      </small>
      {document.canOpen ? (
        <Button component={Link} to={`/deals/${id}/documents/${document.id}`} variant="default">
          {t("open")}
          <span className="sb-hidden">: {document.name}</span>
        </Button>
      ) : (
        <small className="sb-muted">{t("readable.paused")}</small>
      )}
    </li>
  );
}
