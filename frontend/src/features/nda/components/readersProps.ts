import type { NdaPartsFullFragment } from "@/shared/graphql/generated/graphql";
import type { NdaActs } from "../useNdaActs";
import type { Choices } from "./choices";

export interface ReadersProps {
  nda: NdaPartsFullFragment;
  choices: Choices;
  /** An offer was refused, because nobody is named. */
  lacking: boolean;
  acts: NdaActs;
  onDone: (words: string) => void;
  onStale: () => void;
}
