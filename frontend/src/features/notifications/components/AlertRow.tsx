import { NativeSelect } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { AlertLineFragment, AlertPace } from "@/shared/graphql/generated/graphql";
import { formatDate } from "@/shared/lib/dates";
import { languageOf } from "@/shared/lib/text";
import { useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import styles from "./AlertRow.module.css";

const PACES: readonly AlertPace[] = ["PERSONAL", "INSTANT", "DAILY", "WEEKLY", "OFF"];

interface AlertRowProps {
  row: AlertLineFragment;
  to: string;
  children: ReactNode;
}

/** A demand or technology, how often it brought news, and how soon such news comes. */
export function AlertRow({ row, to, children }: AlertRowProps) {
  const { t, i18n } = useTranslation("notice");
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <Link to={to} lang={languageOf(row.title)}>
          {row.title || t("alerts.untitled")}
        </Link>
        <span className="sb-muted sb-small">
          {row.lastAt
            ? t("alerts.told", { count: row.told, day: formatDate(row.lastAt, i18n.language) })
            : t("alerts.never")}
        </span>
      </div>
      {children}
    </li>
  );
}

type Outcomes = ReturnType<typeof useOutcomes>;

const AS_FOR_ALL = "";

interface PaceChoiceProps {
  label: string;
  isLabelShown?: boolean;
  /** Null where nothing of its own is chosen. */
  value: AlertPace | null;
  /** Whether it may go with all the others, without a choice of its own. */
  mayBeAsForAll?: boolean;
  readOnly: boolean;
  save: (pace: AlertPace | null) => Promise<Parameters<Outcomes["ofMutation"]>[0]>;
  saved?: () => void;
}

/** Choose how soon; the choice is kept at once and says so. */
export function PaceChoice(props: PaceChoiceProps) {
  const { label, isLabelShown, value, mayBeAsForAll = false, readOnly, save, saved } = props;
  const { t } = useTranslation("notice");
  const [chosen, setChosen] = useState(value);
  const [said, setSaid] = useState(false);
  const act = useAct();
  const outcomes = useOutcomes();

  async function choose(pace: AlertPace | null) {
    const before = chosen;
    setChosen(pace);
    setSaid(false);
    const done = await act.run(async () => outcomes.ofMutation(await save(pace)));
    if (!done) {
      setChosen(before);
      return;
    }
    setSaid(true);
    saved?.();
  }

  const own = PACES.map((pace) => ({ value: pace as string, label: t(`alerts.pace.${pace}`) }));
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
          void choose(PACES.find((each) => each === picked) ?? null);
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
