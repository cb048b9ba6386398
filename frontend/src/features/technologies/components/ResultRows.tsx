import type { MarketSearchQuery } from "@/shared/graphql/generated/graphql";
import { Bar, Loading } from "@/shared/ui/states";
import { ResultRow } from "./ResultRow";
import styles from "./ResultRows.module.css";

interface ResultRowsProps {
  hits: MarketSearchQuery["marketSearch"]["nodes"];
  searched: boolean;
  byExample?: boolean;
}

export function ResultRows({ hits, searched, byExample = false }: ResultRowsProps) {
  return (
    <ul className={styles.rows}>
      {hits.map((hit) => (
        <li key={hit.technology.id}>
          <ResultRow hit={hit} searched={searched} byExample={byExample} />
        </li>
      ))}
    </ul>
  );
}

const OUTLINE = ["64%", "48%", "72%", "56%", "60%"] as const;

/** Where rows will stand. */
export function RowsSkeleton() {
  return (
    <Loading>
      <ul className={styles.rows}>
        {OUTLINE.map((width) => (
          <li key={width} className={styles.outline}>
            <Bar width="24%" height={14} />
            <Bar width={width} height={20} />
            <Bar width="96%" />
            <Bar width="82%" />
          </li>
        ))}
      </ul>
    </Loading>
  );
}
