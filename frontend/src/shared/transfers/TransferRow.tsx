import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Progress } from "@/shared/ui/Progress";
import { endTransfer, isUnderWay, type Moving } from "./store";
import styles from "./TransferRow.module.css";
import { useEndWords } from "./useEndWords";

interface TransferRowProps {
  moving: Moving;
  /** Tries what failed once more; nothing where only its page can. */
  onAgain?: () => void;
}

/** One file on its way: how much has moved, what it waits for, why it failed, and the way out. */
export function TransferRow({ moving, onAgain }: TransferRowProps) {
  const { t } = useTranslation("transfer");
  const endWords = useEndWords();
  const { id, state } = moving;
  return (
    <div>
      <Progress
        label={moving.name}
        done={moving.moved}
        total={moving.size}
        unit="bytes"
        state={state === "queued" || state === "moving" ? "running" : state}
        note={noteOf()}
        onCancel={isUnderWay(moving) ? () => endTransfer(id) : undefined}
      />
      {state === "failed" ? (
        <div className={styles.ends}>
          {onAgain ? (
            <Button variant="default" size="compact-sm" onClick={onAgain}>
              {t("again")}
            </Button>
          ) : null}
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => endTransfer(id)}>
            {t("clear")}
          </Button>
        </div>
      ) : null}
    </div>
  );

  function noteOf(): string | undefined {
    if (state === "failed") return endWords(moving);
    if (state === "done") return t(`done.${moving.direction}`);
    return state === "queued" || state === "waiting" ? t(`state.${state}`) : undefined;
  }
}
