import { Button } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { SystemPageDocument, type SystemPageQuery } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { formatInstant } from "@/shared/lib/dates";
import { Guarded } from "@/shared/session/Guarded";
import { Done } from "@/shared/session/Trouble";
import { Chip, type Tone } from "@/shared/ui/Chip";
import { Paged, type PageTurn } from "@/shared/ui/Paged";
import { PageHead } from "@/shared/ui/PageHead";
import { Panel } from "@/shared/ui/Panel";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import { ParkedCard } from "../components/ParkedCard";
import { usePartNames } from "../partNames";
import styles from "./System.module.css";

const ASK_EVERY = 15_000;
const FIRST = 20;

/** How the system runs, and what it could not do by itself; never any content. */
export function System() {
  const { t } = useTranslation("operator");
  return (
    <div className={styles.page}>
      <PageHead title={t("title")} lead={t("lead")} />
      <Guarded may={(viewer) => viewer.canOperate}>
        <Paged>{(turn) => <Loaded turn={turn} />}</Paged>
      </Guarded>
    </div>
  );
}

function Loaded({ turn }: { turn: PageTurn }) {
  const { t } = useTranslation("operator");
  const variables = { first: FIRST, after: turn.after };
  const [{ data, error }, again] = useTypedQuery(SystemPageDocument, variables, { fresh: true });
  const [said, setSaid] = useState<string | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const newest = turn.after === null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: one timer for as long as it is shown
  useEffect(() => {
    if (!newest) return;
    const timer = setInterval(again, ASK_EVERY);
    return () => clearInterval(timer);
  }, [newest]);

  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) return <PageSkeleton />;
  const { nodes, pageInfo } = data.parkedEntries;

  function retried(index: string) {
    setSaid(t("parked.done", { index }));
    again();
    // The entry, and the button with it, may be gone.
    setTimeout(() => place.current?.focus());
  }

  return (
    <div className={styles.page} ref={place} tabIndex={-1}>
      {newest ? <Health health={data.systemHealth} onAgain={again} /> : null}
      {newest ? <h2>{t("parked.title")}</h2> : null}
      <Done words={said} />
      {newest && nodes.length === 0 ? <Empty title={t("parked.empty")} /> : null}
      <ul className={styles.cards}>
        {nodes.map((entry) => (
          <ParkedCard key={entry.id} entry={entry} onRetried={() => retried(entry.index)} />
        ))}
      </ul>
      {turn.more(pageInfo)}
    </div>
  );
}

const TONES: Record<SystemPageQuery["systemHealth"]["parts"][number]["state"], Tone> = {
  GOOD: "seal",
  SLOW: "amber",
  BAD: "red",
};

const WORST = ["BAD", "SLOW", "GOOD"] as const;

interface HealthProps {
  health: SystemPageQuery["systemHealth"];
  onAgain: () => void;
}

function Health({ health, onAgain }: HealthProps) {
  const { t, i18n } = useTranslation("operator");
  const { partName, figureWords } = usePartNames();
  // What is in trouble is read first, however many parts there are.
  const parts = health.parts.toSorted(
    (one, other) => WORST.indexOf(one.state) - WORST.indexOf(other.state),
  );
  const total = parts.length;
  const count = parts.filter(({ state }) => state !== "GOOD").length;
  return (
    <Panel
      title={t("health.title")}
      aside={
        <Button
          variant="default"
          size="sm"
          leftSection={<IconRefresh size={16} aria-hidden="true" />}
          onClick={onAgain}
        >
          {t("health.again")}
        </Button>
      }
    >
      <p className={styles.verdict} data-good={count === 0}>
        {count === 0 ? t("health.good", { total }) : t("health.troubled", { count, total })}
      </p>
      <dl className={styles.parts}>
        {parts.map((part) => (
          <div key={part.name}>
            <dt>{partName(part.name)}</dt>
            <dd>
              <span>{figureWords(part.figure)}</span>
              <Chip tone={TONES[part.state]}>{t(`state.${part.state}`)}</Chip>
            </dd>
          </div>
        ))}
      </dl>
      <p className="sb-tiny sb-muted sb-figures">
        {t("health.at", { time: formatInstant(health.checkedAt, i18n.language) })}
      </p>
    </Panel>
  );
}
