import { useTranslation } from "react-i18next";
import { useDeal } from "@/shared/deals/DealContext";
import { Timeline } from "@/shared/evidence/Timeline";
import { EntriesDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { formatWeekday } from "@/shared/lib/dates";
import { Paged, type PageTurn } from "@/shared/ui/Paged";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import styles from "../components/DealView.module.css";

/** What the log holds about this deal, the newest first. */
export function DealRecords() {
  const { id } = useDeal().match;
  return (
    <div className={styles.records}>
      <Paged>{(turn) => <Part id={id} turn={turn} />}</Paged>
    </div>
  );
}

function Part({ id, turn }: { id: string; turn: PageTurn }) {
  const { t, i18n } = useTranslation("deal");
  const [{ data, error }, again] = useTypedQuery(
    EntriesDocument,
    { subjectType: "match", subjectId: id, first: 30, after: turn.after },
    { fresh: true },
  );
  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) return <PageSkeleton />;
  const { nodes, pageInfo } = data.entries;
  if (nodes.length === 0 && turn.after === null) return <Empty title={t("records.empty")} />;
  const last = nodes.at(-1);
  return (
    <>
      <Timeline entries={nodes} carried={turn.carried} />
      {turn.more(pageInfo, last ? formatWeekday(last.recordedAt, i18n.language) : undefined)}
    </>
  );
}
