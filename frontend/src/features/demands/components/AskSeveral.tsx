import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCompared } from "@/shared/comparing/compared";
import type { SuggestionPartsFragment } from "@/shared/graphql/generated/graphql";
import { AskSeveralWindow } from "./AskSeveralWindow";

type Suggestion = SuggestionPartsFragment["suggestions"][number];

interface AskSeveralProps {
  demandId: string;
  suggestions: readonly Suggestion[];
  onDone: () => void;
}

/** Ask those of the chosen offers at once that a firm here can answer for. */
export function AskSeveral({ demandId, suggestions, onDone }: AskSeveralProps) {
  const { t } = useTranslation(["suggest", "market"]);
  const compared = useCompared();
  const [asked, setAsked] = useState<readonly Suggestion[] | null>(null);
  const open = suggestions.filter(
    ({ technology, match }) =>
      compared.includes(technology.id) && technology.origin === "NATIVE" && !match,
  );
  if (!asked && open.length < 2) return null;
  return (
    <>
      <Button size="sm" onClick={() => setAsked(open)}>
        {t("several.open", { count: open.length })}
      </Button>
      {asked ? (
        <AskSeveralWindow
          demandId={demandId}
          offers={asked.map(({ technology: { id, summary, card } }) => ({
            id,
            name: summary?.title || card.area || t("market:untitledPlain"),
            lang: (summary ?? card).language.toLowerCase(),
          }))}
          onClose={() => {
            setAsked(null);
            // Not before: the list behind would change under the window.
            onDone();
          }}
        />
      ) : null}
    </>
  );
}
