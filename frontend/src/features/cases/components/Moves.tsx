import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CasePartsFragment, CaseStage } from "@/shared/graphql/generated/graphql";
import styles from "./CaseView.module.css";
import { MoveWindow } from "./MoveWindow";

interface MovesProps {
  of: CasePartsFragment;
  again: () => void;
  onDone: (words: string) => void;
}

/** The stages that may follow, as the server names them. */
export function Moves({ of, again, onDone }: MovesProps) {
  const { t } = useTranslation("case");
  const [asked, setAsked] = useState<CaseStage | null>(null);
  if (of.nextStages.length === 0) return null;
  return (
    <div className={styles.moves}>
      <p>{t("move.lead")}</p>
      {of.nextStages.map((stage) => (
        <Button key={stage} variant="default" onClick={() => setAsked(stage)}>
          {stage === "CLOSED" ? t("act.close") : t("act.move", { name: t(`stage.${stage}`) })}
        </Button>
      ))}
      {asked ? (
        <MoveWindow
          key={asked}
          of={of}
          stage={asked}
          again={again}
          onDone={(stage) => {
            setAsked(null);
            onDone(
              stage === "CLOSED" ? t("done.close") : t("done.move", { name: t(`stage.${stage}`) }),
            );
          }}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </div>
  );
}
