import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AlertPace, SearchPace } from "@/shared/graphql/generated/graphql";
import { useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import styles from "./PaceChoice.module.css";

export const ALERT_PACES: readonly AlertPace[] = ["PERSONAL", "INSTANT", "DAILY", "WEEKLY", "OFF"];
export const SEARCH_PACES: readonly SearchPace[] = ["INSTANT", "DAILY", "WEEKLY", "OFF"];

type Outcomes = ReturnType<typeof useOutcomes>;

const AS_FOR_ALL = "";

interface PaceChoiceProps<P extends AlertPace> {
  label: string;
  isLabelShown?: boolean;
  /** Null where nothing of its own is chosen. */
  value: P | null;
  /** What there is to choose from. */
  paces: readonly P[];
  /** Whether it may go with all the others, without a choice of its own. */
  mayBeAsForAll?: boolean;
  readOnly?: boolean;
  save: (pace: P | null) => Promise<Parameters<Outcomes["ofMutation"]>[0]>;
  saved?: (pace: P | null) => void;
}

/** Choose how soon; the choice is kept at once and says so. */
export function PaceChoice<P extends AlertPace>(props: PaceChoiceProps<P>) {
  const { label, isLabelShown, value, paces, mayBeAsForAll = false, save, saved } = props;
  const { readOnly = false } = props;
  const { t } = useTranslation("notice");
  const [chosen, setChosen] = useState(value);
  const [given, setGiven] = useState(value);
  const [said, setSaid] = useState(false);
  const act = useAct();
  const outcomes = useOutcomes();

  // What was read before may be older than what the server answers now.
  if (given !== value) {
    setGiven(value);
    setChosen(value);
  }

  async function choose(pace: P | null) {
    const before = chosen;
    setChosen(pace);
    setSaid(false);
    const done = await act.run(async () => outcomes.ofMutation(await save(pace)));
    if (!done) {
      setChosen(before);
      return;
    }
    setSaid(true);
    saved?.(pace);
  }

  const own = paces.map((pace) => ({ value: pace as string, label: t(`alerts.pace.${pace}`) }));
  const asForAll = { value: AS_FOR_ALL, label: t("alerts.pace.asForAll") };
  return (
    <div className={styles.choice}>
      <NativeSelect
        aria-label={isLabelShown ? undefined : label}
        label={isLabelShown ? label : undefined}
        value={chosen ?? AS_FOR_ALL}
        disabled={readOnly || act.busy}
        onChange={(event) => {
          const { value: picked } = event.currentTarget;
          void choose(paces.find((each) => each === picked) ?? null);
        }}
        data={mayBeAsForAll ? [asForAll, ...own] : own}
      />
      <span role="status" className="sb-muted sb-small">
        {said ? t("alerts.saved") : ""}
      </span>
      <Trouble words={act.words} />
      {act.window}
    </div>
  );
}
