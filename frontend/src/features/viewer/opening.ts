import { OpenAddedDocument, OpenGrantedDocument } from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { type Outcome, useOutcomes } from "@/shared/session/outcomes";

/** Where the pages of a document that was just opened are fetched from. */
export interface Opened {
  url: string;
  parts: number;
  firstPage: number;
}

interface Openable {
  id: string;
  isGranted: boolean;
}

/** Open a document: the act that is recorded. */
export function useOpening({ id, isGranted }: Openable) {
  const [, openGranted] = useTypedMutation(OpenGrantedDocument);
  const [, openAdded] = useTypedMutation(OpenAddedDocument);
  const { ofMutation } = useOutcomes();
  return async (download: boolean): Promise<Outcome<Opened>> => {
    const outcome = isGranted
      ? ofMutation(await openGranted({ id, download }))
      : ofMutation(await openAdded({ id, download }));
    const { transfer, firstPage } = outcome.value ?? {};
    const way = transfer?.url
      ? { url: transfer.url, parts: transfer.parts, firstPage: firstPage ?? 1 }
      : null;
    return { ...outcome, value: way };
  };
}
