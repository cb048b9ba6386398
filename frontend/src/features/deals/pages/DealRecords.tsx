import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { Activity } from "@/shared/charts/Activity";
import { useDeal } from "@/shared/deals/DealContext";
import { Timeline } from "@/shared/evidence/Timeline";
import { EntriesDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { formatWeekday } from "@/shared/lib/dates";
import { useSession } from "@/shared/session/session";
import { Paged, type PageTurn } from "@/shared/ui/Paged";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import styles from "../components/DealView.module.css";
import { Packs } from "../components/Packs";
import { RecordFilters } from "../components/RecordFilters";
import { familiesOf, type Shown, shownOf } from "../recordFilter";

/** What the log holds about this deal, the newest first, and the proof of it to take along. */
export function DealRecords() {
  const { match } = useDeal();
  const { viewer } = useSession();
  const [params] = useSearchParams();
  const shown = shownOf(params.get("show"));
  return (
    <div className={styles.records}>
      {viewer?.canLeadDeals && match.side && match.progress ? <Packs id={match.id} /> : null}
      <RecordFilters id={match.id} shown={shown} />
      <Activity by="week" subjectType="match" subjectId={match.id} families={familiesOf(shown)} />
      <Paged key={shown}>{(turn) => <Part id={match.id} shown={shown} turn={turn} />}</Paged>
    </div>
  );
}

function Part({ id, shown, turn }: { id: string; shown: Shown; turn: PageTurn }) {
  const { i18n } = useTranslation();
  const [{ data, error }, again] = useTypedQuery(
    EntriesDocument,
    {
      subjectType: "match",
      subjectId: id,
      families: familiesOf(shown),
      first: 30,
      after: turn.after,
    },
    { fresh: true },
  );
  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) return <PageSkeleton />;
  const { nodes, pageInfo } = data.entries;
  if (nodes.length === 0 && turn.after === null) return <NoRecords id={id} shown={shown} />;
  const last = nodes.at(-1);
  return (
    <>
      <Timeline entries={nodes} carried={turn.carried} />
      {turn.more(pageInfo, last ? formatWeekday(last.recordedAt, i18n.language) : undefined)}
    </>
  );
}

function NoRecords({ id, shown }: { id: string; shown: Shown }) {
  const { t } = useTranslation("deal");
  if (shown === "all") return <Empty title={t("records.empty")} />;
  return (
    <Empty title={t("records.emptyPart")}>
      <Button component={Link} to={`/deals/${id}/records`} variant="default">
        {t("records.showAll")}
      </Button>
    </Empty>
  );
}
