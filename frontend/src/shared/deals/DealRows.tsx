import type { MatchLineFragment } from "@/shared/graphql/generated/graphql";
import { DealRow } from "./DealRow";
import styles from "./rows.module.css";

/** Deals below each other. */
export function DealRows({ matches }: { matches: readonly MatchLineFragment[] }) {
  return (
    <ul className={styles.rows}>
      {matches.map((match) => (
        <li key={match.id}>
          <DealRow match={match} />
        </li>
      ))}
    </ul>
  );
}
