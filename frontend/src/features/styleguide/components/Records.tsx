import { ProofChip } from "@/shared/evidence/ProofChip";
import { Timeline } from "@/shared/evidence/Timeline";
import type { EntryLineFragment } from "@/shared/graphql/generated/graphql";

const KINDS = [
  ["nda.signed", "2026-11-21T09:12:00Z"],
  ["document.opened", "2026-11-21T08:40:00Z"],
  ["deposit.sealed", "2026-11-20T02:05:00Z"],
] as const;
const ENTRIES = KINDS.map(([kind, recordedAt], at) => ({
  id: `sample-${at}`,
  kind,
  recordedAt,
  index: String(1200 + at),
  body: "{}",
  subjects: [],
})) satisfies EntryLineFragment[];

/** Records of two days; their proofs are not there, which the drawer says. */
export function Records() {
  return (
    <>
      <div>
        <ProofChip entryId="sample-0" label="1,200" />
      </div>
      <Timeline entries={ENTRIES} />
    </>
  );
}
