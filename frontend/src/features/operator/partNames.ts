import { useTranslation } from "react-i18next";
import { isIdle, tokensOf } from "./figures";

/** What has a name in the page's language; anything else is called as the server calls it. */
const PARTS = [
  "database",
  "sequencer",
  "search_index",
  "timers",
  "mails",
  "payments",
  "disk",
  "sockets",
  "threads",
] as const;
const HANDLERS = [
  "index",
  "suggestions",
  "leak_checks",
  "fingerprints",
  "leak_reports",
  "document_pages",
  "barriers",
  "withdrawn",
  "coordinators",
  "interests",
  "certificates",
  "releases",
  "nda_holders",
  "nda_matches",
  "nda_documents",
  "deals",
  "contract_documents",
  "payment_plans",
  "rooms",
  "packs",
  "notify",
] as const;
const THREADS = ["sequencer", "runner", "mails", "payments", "exposure"] as const;
const SAID = {
  "no answer": "noAnswer",
  lost: "lost",
  "parts away": "partsAway",
  "read only": "readOnly",
  "local vectors": "localVectors",
  "local vectors behind": "localVectorsBehind",
} as const;
// said of an index that works, so that work which waits is told beside it
const VECTORS: readonly string[] = ["local vectors", "local vectors behind"];
const REACTION = "reactions.";

/** Name the parts of the system, the handlers of its reactions, and what was measured of them. */
export function usePartNames() {
  const { t } = useTranslation("operator");

  function handlerName(name: string): string {
    const known = HANDLERS.find((each) => each === name);
    return known ? t(`handler.${known}`) : name;
  }

  function partName(name: string): string {
    if (name.startsWith(REACTION))
      return t("reaction", { name: handlerName(name.slice(REACTION.length)) });
    const known = PARTS.find((each) => each === name);
    return known ? t(`part.${known}`) : name;
  }

  function figureWords(figure: string): string {
    const tokens = tokensOf(figure);
    if (isIdle(tokens)) return t("figure.idle");
    const last = tokens.at(-1);
    if (last?.unit === null && VECTORS.includes(last.name) && isIdle(tokens.slice(0, -1)))
      return `${t("figure.idle")}, ${t(SAID[last.name as keyof typeof SAID])}`;
    return tokens
      .map((token) => {
        if (token.unit) return t(`figure.${token.unit}`, { amount: token.amount });
        const words = Object.entries(SAID).find(([said]) => said === token.name)?.[1];
        if (words) return t(words);
        const known = THREADS.find((each) => each === token.name);
        const name = known ? t(`thread.${known}`) : token.name;
        return token.stopped ? t("stopped", { name }) : name;
      })
      .join(", ");
  }

  return { handlerName, partName, figureWords };
}
