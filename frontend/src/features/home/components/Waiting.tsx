import { DealRows } from "@/shared/deals/DealRows";
import type { MatchLineFragment, StandingPartsFragment } from "@/shared/graphql/generated/graphql";
import { type Errand, Errands } from "@/shared/ui/Errands";
import styles from "./Home.module.css";

interface WaitingProps {
  title: string;
  errands: readonly Errand[];
  matches: readonly MatchLineFragment[];
  standings: ReadonlyMap<string, StandingPartsFragment>;
  /** One sentence where there is nothing. */
  none?: string;
}

/** What waits for somebody: what is written here and there, then the deals. */
export function Waiting({ title, errands, matches, standings, none }: WaitingProps) {
  return (
    <section className={styles.part}>
      {errands.length > 0 ? <Errands title={title} errands={errands} /> : <h2>{title}</h2>}
      {matches.length > 0 ? <DealRows matches={matches} standings={standings} /> : null}
      {none && errands.length === 0 && matches.length === 0 ? (
        <p className={styles.none}>{none}</p>
      ) : null}
    </section>
  );
}
