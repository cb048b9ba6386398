import type { MatchLineFragment, StandingPartsFragment } from "@/shared/graphql/generated/graphql";
import { DealRow } from "./DealRow";
import styles from "./rows.module.css";

interface DealRowsProps {
  matches: readonly MatchLineFragment[];
  standings: ReadonlyMap<string, StandingPartsFragment>;
}

/** Deals below each other. */
export function DealRows({ matches, standings }: DealRowsProps) {
  return (
    <ul className={styles.rows}>
      {matches.map((match) => (
        <li key={match.id}>
          <DealRow match={match} standing={standings.get(match.id)} />
        </li>
      ))}
    </ul>
  );
}
