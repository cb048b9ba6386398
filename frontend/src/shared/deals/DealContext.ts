import { createContext, useContext } from "react";
import type { DealPartsFragment, DealQuery } from "@/shared/graphql/generated/graphql";

export type Standing = NonNullable<DealQuery["dealStanding"]>;

export interface DealHere {
  match: DealPartsFragment;
  /** What comes next, whose turn it is, and how far each part of the deal is. */
  standing: Standing;
  /** Ask the server again for the deal itself, after something moved it. */
  again: () => void;
}

export const DealContext = createContext<DealHere | null>(null);

/** Give the deal whose frame stands around the page. */
export function useDeal(): DealHere {
  const here = useContext(DealContext);
  if (here === null) throw new Error("a page of a deal stands outside its frame");
  return here;
}
