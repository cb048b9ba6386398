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
import { HandOverBar } from "./HandOverBar";

interface CaseListProps {
  mine: boolean;
  closed: boolean;
  /** Lets the institution's owner choose cases to hand over. */
  picking?: boolean;
}

/** So many cases are handed over in one act. */
const MOST = 50;

/** Cases, the most urgent first. */
export function CaseList({ mine, closed, picking = false }: CaseListProps) {
  const [picked, setPicked] = useState<readonly string[]>([]);
  const [shown, setShown] = useState(0);
  const pick = picking
    ? (id: string) =>
        setPicked((before) =>
          before.includes(id)
            ? before.filter((each) => each !== id)
            : [...before, id].slice(0, MOST),
        )
    : null;
  return (
    <div className={styles.list}>
      {picking ? (
        <HandOverBar
          picked={picked}
          onDone={() => {
            setPicked([]);
            setShown((times) => times + 1);
          }}
        />
      ) : null}
      <Paged key={`${mine} ${closed} ${shown}`}>
        {(turn) => <Part mine={mine} closed={closed} turn={turn} picked={picked} pick={pick} />}
      </Paged>
    </div>
  );
}

interface PartProps extends CaseListProps {
  turn: PageTurn;
  picked: readonly string[];
  pick: ((id: string) => void) | null;
}

function Part({ mine, closed, turn, picked, pick }: PartProps) {
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
              picked={picked.includes(each.id)}
              onPick={pick && each.canAssign ? () => pick(each.id) : null}
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
