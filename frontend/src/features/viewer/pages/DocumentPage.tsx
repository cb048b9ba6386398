import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { useDeal } from "@/shared/deals/DealContext";
import { RoomDocumentTermsDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { useNews } from "@/shared/live/useNews";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import { Barred } from "../components/Barred";
import styles from "../components/Notice.module.css";
import { OpeningNotice } from "../components/OpeningNotice";
import { Reader } from "../components/Reader";
import type { Opened } from "../opening";
import type { Standing } from "../useAccess";

/** One document of a deal: on what terms it is shown, and then its pages. */
export function DocumentPage() {
  const { t } = useTranslation("viewer");
  const { doc = "" } = useParams();
  const { match, again: moved } = useDeal();
  const [{ data, error, fetching }, again] = useTypedQuery(
    RoomDocumentTermsDocument,
    { id: doc },
    { fresh: true },
  );
  const [opened, setOpened] = useState<Opened | null>(null);
  const [ended, setEnded] = useState<Standing | null>(null);
  useNews(again, (path) => path.startsWith(`/deals/${match.id}`));

  function end(standing: Standing) {
    setOpened(null);
    setEnded(standing);
    again();
    moved();
  }

  function begin(way: Opened) {
    setEnded(null);
    setOpened(way);
  }

  const document = data?.roomDocument;
  const documents = `/deals/${match.id}/documents`;
  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data && fetching) return <PageSkeleton />;
  if (!document || document.matchId !== match.id || ended === "GONE") {
    return (
      <Empty
        title={t(ended ? "gone.meanwhile" : "gone.title")}
        body={t(ended ? "gone.recorded" : "gone.body")}
      >
        <Link to={documents}>{t("toDocuments")}</Link>
      </Empty>
    );
  }
  return (
    <div className={styles.page}>
      <p className={styles.back}>
        <Link to={documents}>{t("toDocuments")}</Link>
      </p>
      {document.access === "OPEN" ? (
        <OpeningNotice document={document} ended={ended} onOpened={begin} />
      ) : (
        <Barred document={document} again={again} />
      )}
      {opened ? (
        <Reader
          key={opened.url}
          document={document}
          opened={opened}
          onClose={() => setOpened(null)}
          onEnd={end}
        />
      ) : null}
    </div>
  );
}
