import { useState } from "react";
import { useTranslation } from "react-i18next";
import rows from "@/shared/deals/rows.module.css";
import { useStandings } from "@/shared/deals/standing";
import { CasesDocument, type Language } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { useNews } from "@/shared/live/useNews";
import { Outcome } from "@/shared/ui/Outcome";
import { Paged, type PageTurn } from "@/shared/ui/Paged";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import styles from "./CaseList.module.css";
import { CaseRow } from "./CaseRow";

interface CaseListProps {
  mine: boolean;
  closed: boolean;
}

/** Cases, the most urgent first. */
export function CaseList({ mine, closed }: CaseListProps) {
  return (
    <div className={styles.list}>
      <Paged key={`${mine} ${closed}`}>
        {(turn) => <Part mine={mine} closed={closed} turn={turn} />}
      </Paged>
    </div>
  );
}

function Part({ mine, closed, turn }: CaseListProps & { turn: PageTurn }) {
  const { t, i18n } = useTranslation("case");
  const [done, setDone] = useState<string | null>(null);
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const [{ data, error }, again] = useTypedQuery(
    CasesDocument,
    { mine, closed, first: 20, after: turn.after, language },
    { fresh: true },
  );
  // Whoever only assigns cases is not told where their deals stand.
  const own = (data?.cases.nodes ?? []).filter(({ isMine, stage }) => isMine && stage !== "CLOSED");
  const asked = useStandings(own.map(({ match }) => match.id));
  useNews(
    () => {
      again();
      asked.again();
    },
    (path) => path.startsWith("/cases/") || path.startsWith("/deals/"),
  );
  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) return <PageSkeleton />;
  const { nodes, pageInfo } = data.cases;
  if (nodes.length === 0 && turn.after === null) {
    return closed ? (
      <Empty title={t("empty.closed")} />
    ) : (
      <Empty title={t("empty.open")} body={t("empty.openBody")} />
    );
  }
  return (
    <>
      <Outcome words={done} />
      <ul className={rows.rows}>
        {nodes.map((each) => (
          <li key={each.id}>
            <CaseRow
              of={each}
              standing={asked.standings.get(each.match.id)}
              onReminded={() => {
                setDone(t("done.remind"));
                again();
              }}
            />
          </li>
        ))}
      </ul>
      {turn.more(pageInfo)}
    </>
  );
}
