/** What is worth a proof of its own at once: seals, signatures, grants, openings and payments. */
const PROVEN = [
  "deposit.sealed",
  "deposit.released",
  "release.opened",
  "nda.signature_given",
  "nda.signed",
  "contract.signature_given",
  "contract.signed",
  "request.item_granted",
  "request.holder_added",
  "document.opened",
  "document.page_viewed",
  "document.downloaded",
];

export function isProven(kind: string): boolean {
  return PROVEN.includes(kind) || kind.startsWith("payment.");
}
