import { PathPicture } from "@/shared/evidence/PathPicture";
import type { Proof } from "@/shared/evidence/proof";

function hash(seed: number): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, at) => (seed * 37 + at * 11) % 256);
}

const PROOF: Proof = {
  index: 5n,
  hashes: [1, 2, 3, 4].map(hash),
  checkpoint: { origin: "sample", size: 13n, root: hash(9), text: "", signatures: [] },
};

/** The picture of the drawer: from a record to the signed root. */
export function Path() {
  return <PathPicture proof={PROOF} />;
}
