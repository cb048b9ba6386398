import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import {
  type Language,
  MarkNoticesReadDocument,
  NoticeDealsDocument,
  type NoticeLineFragment,
  NoticesDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation, useTypedQuery } from "@/shared/graphql/operations";
import { formatWeekday } from "@/shared/lib/dates";
import { Guarded } from "@/shared/session/Guarded";
import { useOutcomes } from "@/shared/session/outcomes";
import { Done, Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { LinkTabs } from "@/shared/ui/LinkTabs";
import { Paged, type PageTurn } from "@/shared/ui/Paged";
import { PageHead } from "@/shared/ui/PageHead";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import { NoticeRow } from "../components/NoticeRow";
import { tellCount, useNoticeCount } from "../counting";
import { byDay, dayKey } from "../days";
import styles from "./Notifications.module.css";

const DEAL = /^\/deals\/([\w-]+)/;

/** What happened that concerns the person, by day; each leads to the place of the act. */
export function Notifications() {
  const { t } = useTranslation("notice");
  return (
    <div className={styles.page}>
      <PageHead title={t("title")} lead={t("lead")} />
      <Guarded>
        <Inbox />
      </Guarded>
    </div>
  );
}

function Inbox() {
  const { t } = useTranslation("notice");
  const [params] = useSearchParams();
  const unread = params.get("show") === "unread";
  const count = useNoticeCount();
  const [said, setSaid] = useState(false);
  const [marks, setMarks] = useState(0);
  const [, mark] = useTypedMutation(MarkNoticesReadDocument);
  const act = useAct();
  const outcomes = useOutcomes();
  const place = useRef<HTMLDivElement>(null);

  async function markAll() {
    const upTo = count?.lastNumber ?? null;
    const done = await act.run(async () => outcomes.ofMutation(await mark({ upTo, ids: null })));
    if (!done) return;
    if (done.state) tellCount(done.state);
    setSaid(true);
    setMarks((before) => before + 1);
    // The button that was pressed is gone.
    place.current?.focus();
  }

  function readOne(notice: NoticeLineFragment) {
    if (notice.readAt) return;
    // Going on does not wait for it; a failure only leaves the mark.
    void mark({ ids: [notice.id], upTo: null }).then(({ data }) => {
      if (data?.outcome?.state) tellCount(data.outcome.state);
    });
  }

  const tabs = [
    { to: "/notifications", name: t("all"), here: !unread },
    { to: "/notifications?show=unread", name: t("unread"), here: unread },
  ];
  return (
    <div className={styles.page} ref={place} tabIndex={-1}>
      <div className={styles.bar}>
        <LinkTabs label={t("filter")} tabs={tabs} />
        <div className={styles.acts}>
          <Button
            variant="default"
            size="sm"
            loading={act.busy}
            disabled={!count || count.unread === 0}
            onClick={() => void markAll()}
          >
            {t("markAll")}
          </Button>
          <Link to="/alerts">{t("toAlerts")}</Link>
          <Link to="/account/notifications">{t("toPreferences")}</Link>
        </div>
      </div>
      <Trouble words={act.words} />
      <Done words={said && count?.unread === 0 ? t("marked") : null} />
      <Paged key={`${unread}-${marks}`}>
        {(turn) => <Page unread={unread} turn={turn} onOpen={readOne} />}
      </Paged>
      {act.window}
    </div>
  );
}

interface PageProps {
  unread: boolean;
  turn: PageTurn;
  onOpen: (notice: NoticeLineFragment) => void;
}

function Page({ unread, turn, onOpen }: PageProps) {
  const { t, i18n } = useTranslation("notice");
  const newest = useNoticeCount()?.lastNumber;
  const [{ data, error }, again] = useTypedQuery(
    NoticesDocument,
    { unread, first: 30, after: turn.after },
    { fresh: true },
  );
  // By the sentence alone two deals look alike; without an answer it has to do.
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const [deals] = useTypedQuery(NoticeDealsDocument, { language });
  // What came meanwhile stands on the first page; the pages below it do not move.
  const first = turn.after === null;
  const known = data?.notifications.nodes[0]?.number ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each new number
  useEffect(() => {
    if (first && newest !== undefined && newest > known) again();
  }, [first, newest]);

  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data || !(deals.data || deals.error)) return <PageSkeleton />;
  const about = new Map(deals.data?.matches.nodes.map((each) => [each.id, each.technology]));
  const { nodes, pageInfo } = data.notifications;
  if (nodes.length === 0 && first) {
    return (
      <Empty title={t(unread ? "emptyUnread" : "empty")}>
        <Button component={Link} to={unread ? "/notifications" : "/home"} variant="default">
          {t(unread ? "showAll" : "toHome")}
        </Button>
      </Empty>
    );
  }
  const groups = byDay(nodes);
  const end = groups.at(-1)?.day;
  return (
    <>
      {groups.map(({ day, items }) => (
        <section key={day} className={styles.day} aria-labelledby={`day-${day}-${turn.after}`}>
          {/* A day that the page before began goes on below its heading. */}
          <h2
            id={`day-${day}-${turn.after}`}
            className={turn.carried === day ? "sb-hidden" : undefined}
          >
            {day === dayKey(new Date().toISOString())
              ? t("today")
              : formatWeekday(items[0]?.createdAt ?? day, i18n.language)}
          </h2>
          <ul className={styles.rows}>
            {items.map((notice) => (
              <NoticeRow
                key={notice.id}
                notice={notice}
                technology={about.get(DEAL.exec(notice.path)?.[1] ?? "") ?? null}
                onOpen={() => onOpen(notice)}
              />
            ))}
          </ul>
        </section>
      ))}
      {turn.more(pageInfo, end)}
    </>
  );
}
