import type { ReactNode } from "react";
import { TechnologySealsDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { Seal } from "./Seal";
import styles from "./Seals.module.css";

interface SealsProps {
  technologyId: string;
  /** Only the deposit with this number, which stands in place of the day. */
  number?: string;
  /** What stands there until it is known, and for whoever is told nothing more. */
  children?: ReactNode;
}

/** What lies sealed behind a technology, each with its day, fingerprint and proof. */
export function Seals({ technologyId, number, children }: SealsProps) {
  const [{ data }] = useTypedQuery(TechnologySealsDocument, { id: technologyId });
  const known = data?.technologySeals ?? [];
  const seals = number ? known.filter((each) => each.depositNumber === number) : known;
  if (seals.length === 0) return children;
  return (
    <span className={styles.seals}>
      {seals.map((seal) => (
        <Seal key={seal.record.id} seal={seal} {...(number ? { label: number } : {})} />
      ))}
    </span>
  );
}
