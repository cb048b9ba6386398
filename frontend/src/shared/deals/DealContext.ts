import { createContext, useContext } from "react";
import type { DealPartsFragment } from "@/shared/graphql/generated/graphql";

export interface DealHere {
  match: DealPartsFragment;
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
