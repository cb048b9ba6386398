import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Outcome } from "@/shared/ui/Outcome";
import styles from "./Words.module.css";

/** What was done, and the way back where there is one. */
export interface Saying {
  words: string;
  undo?: () => void;
  /** Words that searches pass over. */
  common?: string;
}

export function Said({ said }: { said: Saying | null }) {
  const { t } = useTranslation("words");
  return (
    <div className={styles.done}>
      <Outcome words={said ? said.words : null} />
      {said?.common ? <p className="sb-small">{t("common", { words: said.common })}</p> : null}
      {said?.undo ? (
        <Button variant="default" size="sm" onClick={said.undo}>
          {t("undo")}
        </Button>
      ) : null}
    </div>
  );
}
