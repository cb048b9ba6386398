import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CaseLineFragment, CasePartsFragment } from "@/shared/graphql/generated/graphql";
import { formatDate } from "@/shared/lib/dates";
import { Chip } from "@/shared/ui/Chip";
import { Panel } from "@/shared/ui/Panel";
import { Findings } from "./Findings";
import styles from "./Interest.module.css";
import { DecideWindow, DeclareWindow } from "./InterestWindows";

interface InterestProps {
  of: CasePartsFragment;
  again: () => void;
  onDone: (words: string) => void;
}

/** What was found against the coordinator, what was declared, and what the lead decided. */
export function Interest({ of, again, onDone }: InterestProps) {
  const { t, i18n } = useTranslation("desk");
  const { interest } = of;
  if (!interest || of.stage === "CLOSED") return null;
  const day = interest.decidedAt ?? interest.declaredAt;
  return (
    <Panel title={t("interest.title")}>
      <div className={styles.interest}>
        <p>
          {t(`interest.states.${interest.state}`)}
          {day && interest.state !== "ASKED" ? ` (${formatDate(day, i18n.language)})` : ""}
        </p>
        <Findings found={interest.findings} />
        {interest.words ? (
          <p className={styles.words}>{t("interest.said", { words: interest.words })}</p>
        ) : null}
        {interest.decision && interest.state === "KEPT" ? (
          <p className={styles.words}>{t("interest.because", { words: interest.decision })}</p>
        ) : null}
        {interest.canDeclare && interest.state !== "ASKED" ? (
          <InterestAct of={of} again={again} onDone={onDone} words={t("interest.later")} />
        ) : null}
      </div>
    </Panel>
  );
}

/** The way to what is asked about the interest: to declare it, or to decide about it. */
export function InterestAct({
  of,
  again,
  onDone,
  words,
  primary = false,
}: InterestProps & { words: string; primary?: boolean }) {
  const [open, setOpen] = useState(false);
  const Asked = of.interest?.canDecide ? DecideWindow : DeclareWindow;
  return (
    <>
      <Button variant={primary ? "filled" : "default"} onClick={() => setOpen(true)}>
        {words}
      </Button>
      {open ? (
        <Asked
          of={of}
          again={again}
          onDone={(done) => {
            setOpen(false);
            onDone(done);
          }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}

/** Whether something about the interest waits for the reader, in a row of cases. */
export function InterestChip({ of }: { of: CaseLineFragment }) {
  const { t } = useTranslation("desk");
  const { interest } = of;
  if (!interest || of.stage === "CLOSED") return null;
  if (interest.state === "ASKED" && interest.canDeclare)
    return <Chip tone="amber">{t("interest.chip.ASKED")}</Chip>;
  if (interest.state === "WITH_LEAD")
    return <Chip tone="amber">{t("interest.chip.WITH_LEAD")}</Chip>;
  return null;
}
