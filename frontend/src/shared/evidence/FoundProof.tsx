import { EntriesDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { ProofDrawer } from "./ProofDrawer";

/** What a record is about, and its kind: the whole one, or the word it begins with. */
export interface About {
  type: string;
  id: string;
  kind: string;
}

const LOOKED_AT = 20;

/** The proof of the newest record of a kind about one thing; it is looked for when asked. */
export function FoundProof({ about, onClose }: { about: About; onClose: () => void }) {
  const [{ data }] = useTypedQuery(
    EntriesDocument,
    {
      subjectType: about.type,
      subjectId: about.id,
      families: [about.kind.split(".")[0] ?? ""],
      first: LOOKED_AT,
    },
    { fresh: true },
  );
  if (!data) return null;
  const found = data.entries.nodes.find(
    ({ kind }) => kind === about.kind || kind.startsWith(`${about.kind}.`),
  );
  return <ProofDrawer entryId={found?.id ?? ""} onClose={onClose} />;
}
