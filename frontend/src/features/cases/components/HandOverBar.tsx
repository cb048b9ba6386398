import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { HandoverPartsFragment } from "@/shared/graphql/generated/graphql";
import { Outcome } from "@/shared/ui/Outcome";
import { HandOverWindow } from "./HandOverWindow";
import { HandoverRow } from "./Handovers";
import styles from "./Interest.module.css";

interface HandOverBarProps {
  picked: readonly string[];
  onDone: () => void;
}

/** The way to hand over what was chosen, and right after it the way back. */
export function HandOverBar({ picked, onDone }: HandOverBarProps) {
  const { t } = useTranslation("desk");
  const [open, setOpen] = useState(false);
  const [last, setLast] = useState<HandoverPartsFragment | null>(null);
  const [done, setDone] = useState<string | null>(null);
  return (
    <div className={styles.list}>
      <div className={styles.picked}>
        <span>{t("handOver.picked", { count: picked.length })}</span>
        <Button variant="default" disabled={picked.length === 0} onClick={() => setOpen(true)}>
          {t("handOver.action")}
        </Button>
      </div>
      <Outcome words={done} />
      {last ? (
        <div className={styles.row}>
          <HandoverRow
            of={last}
            onDone={(words) => {
              setLast(null);
              setDone(words);
              onDone();
            }}
          />
        </div>
      ) : null}
      {open ? (
        <HandOverWindow
          caseIds={[...picked]}
          onDone={(handover) => {
            setOpen(false);
            setLast(handover);
            setDone(t("handOver.done"));
            onDone();
          }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </div>
  );
}
