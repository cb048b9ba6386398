import { useTranslation } from "react-i18next";

const PREFIXES: Record<string, string> = {
  industry: "terms:industry.",
  transferModes: "terms:mode.",
  ipStatus: "terms:ip.",
  partnerTypes: "offer:partner.",
  regions: "offer:region.",
};

/** Say the codes of a choice, as they stand in a comparison, in the page's language. */
export function useCodeWords() {
  const { t } = useTranslation(["offer", "terms"]);
  return (field: string, text: string): string => {
    const prefix = PREFIXES[field];
    if (!prefix) return text;
    return text.replace(/[a-z_]{3,}/g, (code) =>
      // The codes come from the server, so the key cannot be known here.
      (t as (key: string, options: { defaultValue: string }) => string)(
        `${prefix}${code.toUpperCase()}`,
        { defaultValue: code },
      ),
    );
  };
}
