/** The words of the product in the order of the glossary; each is also an anchor of its page. */
export const GLOSSARY = {
  market: ["technology", "demand", "summary", "stage", "suggestion", "coordinator", "firmCheck"],
  secrecy: [
    "nda",
    "reader",
    "tradeSecret",
    "purpose",
    "annex",
    "dataRequest",
    "grant",
    "viewOnly",
    "returnDestroy",
    "retention",
  ],
  sealing: [
    "sealed",
    "deposit",
    "escrow",
    "key",
    "fingerprint",
    "certificate",
    "handOver",
    "objection",
  ],
  contract: [
    "termSheet",
    "licence",
    "transfer",
    "exclusive",
    "field",
    "territory",
    "upfront",
    "milestone",
    "royalty",
    "protectiveClause",
    "signature",
    "signingAuthority",
    "passkey",
  ],
  payment: ["held", "confirmed", "acceptance", "refund", "damages"],
  proof: ["records", "checkpoint", "check", "pack"],
} as const;

export type GlossaryGroup = keyof typeof GLOSSARY;
export type GlossaryWord = (typeof GLOSSARY)[GlossaryGroup][number];

export const GROUPS = Object.keys(GLOSSARY) as GlossaryGroup[];
