import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { CompareButton } from "@/shared/comparing/CompareButton";
import type { MatchState, SuggestionPartsFragment } from "@/shared/graphql/generated/graphql";
import { RequestWindow } from "@/shared/matching/RequestWindow";
import { Chip } from "@/shared/ui/Chip";
import { AsideWindow } from "./AsideWindow";
import styles from "./SuggestionActs.module.css";

type Suggestion = SuggestionPartsFragment["suggestions"][number];

interface SuggestionActsProps {
  demandId: string;
  suggestion: Suggestion;
  title: string;
  canRequest: boolean;
  onSetAside: (title: string) => void;
  onRequested: (state: MatchState) => void;
}

/** Compare, request a match or set aside; where there is a request already, its state and page. */
export function SuggestionActs(props: SuggestionActsProps) {
  const { demandId, suggestion, title, canRequest, onSetAside, onRequested } = props;
  const { t } = useTranslation("suggest");
  const [open, setOpen] = useState<"request" | "aside" | null>(null);
  const { technology, match } = suggestion;
  const language = (technology.summary ?? technology.card).language.toLowerCase();
  const compare = <CompareButton id={technology.id} title={title} language={language} />;
  if (match) {
    return (
      <div className={styles.acts}>
        {compare}
        <Chip tone={match.state === "MATCHED" ? "seal" : "blue"}>{t(`state.${match.state}`)}</Chip>
        <Button component={Link} to={`/deals/${match.id}`} variant="default">
          {t("request.deal")}
        </Button>
      </div>
    );
  }
  if (!canRequest) return <div className={styles.acts}>{compare}</div>;
  return (
    <div className={styles.acts}>
      {compare}
      <Button variant="subtle" onClick={() => setOpen("aside")}>
        {t("aside.open")}
        <span className="sb-hidden">: {title}</span>
      </Button>
      {technology.origin === "NATIVE" ? (
        <Button variant="light" onClick={() => setOpen("request")}>
          {t("request.open")}
          <span className="sb-hidden">: {title}</span>
        </Button>
      ) : null}
      {open === "request" ? (
        <RequestWindow
          by="buyer"
          question={t("request.thisTechnology")}
          choices={[{ id: technology.id, name: title, lang: language }]}
          pairOf={(technologyId) => ({ demandId, technologyId })}
          onDone={onRequested}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {open === "aside" ? (
        <AsideWindow
          demandId={demandId}
          technologyId={technology.id}
          title={title}
          onDone={() => {
            setOpen(null);
            onSetAside(title);
          }}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </div>
  );
}
