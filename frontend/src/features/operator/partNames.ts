import { useTranslation } from "react-i18next";

/** What has a name in the page's language; anything else is called as the server calls it. */
const PARTS = [
  "database",
  "sequencer",
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
  "barriers",
  "withdrawn",
  "coordinators",
  "notify",
] as const;
const REACTION = "reactions.";

/** Name the parts of the system and the handlers of its reactions. */
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

  return { handlerName, partName };
}
