import { useTranslation } from "react-i18next";

interface Nameable {
  card: { area: string };
  summary?: { title: string } | null | undefined;
}

/** Name a technology by its title where the reader has it, else by its field. */
export function useTechnologyTitle(technology: Nameable): string {
  const { t } = useTranslation("market");
  if (technology.summary?.title) return technology.summary.title;
  if (technology.card.area) return technology.card.area;
  // Who reads a summary that has no title yet reads a draft of their own firm.
  return t(technology.summary ? "untitledDraft" : "untitledPlain");
}
