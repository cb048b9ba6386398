import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  AbsenceDocument,
  type AbsencePlanPartsFragment,
  EndAbsenceDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation, useTypedQuery } from "@/shared/graphql/operations";
import { formatDay } from "@/shared/lib/dates";
import { useNews } from "@/shared/live/useNews";
import { useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { Outcome } from "@/shared/ui/Outcome";
import { Panel } from "@/shared/ui/Panel";
import { ErrorState, PageSkeleton } from "@/shared/ui/states";
import styles from "./Absence.module.css";
import { AbsenceWindow } from "./AbsenceWindow";

/** When one is away, and who has the cases meanwhile. */
export function Absence({ onChange }: { onChange: () => void }) {
  const { t } = useTranslation("case");
  const [{ data, error }, again] = useTypedQuery(AbsenceDocument, {}, { fresh: true });
  const [planning, setPlanning] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  useNews(again, (path) => path.startsWith("/cases/"));
  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) return <PageSkeleton />;
  const plan = data.coordinatorAbsence;

  function finish(words: string) {
    setPlanning(false);
    setDone(words);
    again();
    onChange();
  }

  return (
    <Panel title={t("absence.title")}>
      <div className={styles.absence}>
        {plan.absence ? (
          <Planned plan={plan} onDone={() => finish(t("absence.ended"))} />
        ) : (
          <NonePlanned canPlan={plan.deputies.length > 0} onPlan={() => setPlanning(true)} />
        )}
      </div>
      <Outcome words={done} />
      {planning ? (
        <AbsenceWindow
          deputies={plan.deputies}
          onDone={() => finish(t("absence.planned"))}
          onClose={() => setPlanning(false)}
        />
      ) : null}
    </Panel>
  );
}

function NonePlanned({ canPlan, onPlan }: { canPlan: boolean; onPlan: () => void }) {
  const { t } = useTranslation("case");
  return (
    <>
      <p>{t(canPlan ? "absence.none" : "absence.alone")}</p>
      {canPlan ? (
        <Button variant="default" onClick={onPlan}>
          {t("act.planAbsence")}
        </Button>
      ) : null}
    </>
  );
}

function Planned({ plan, onDone }: { plan: AbsencePlanPartsFragment; onDone: () => void }) {
  const { t, i18n } = useTranslation("case");
  const [, end] = useTypedMutation(EndAbsenceDocument);
  const act = useAct([]);
  const { ofMutation } = useOutcomes();
  const { absence } = plan;
  if (!absence) return null;
  const { id } = absence;
  const days = {
    from: formatDay(absence.fromOn, i18n.language),
    until: formatDay(absence.untilOn, i18n.language),
    name: absence.deputyName,
  };

  async function submit() {
    if (await act.run(async () => ofMutation(await end({ id })))) onDone();
  }

  return (
    <>
      <div>
        <p>{t(absence.hasBegun ? "absence.now" : "absence.soon", days)}</p>
        {absence.hasBegun ? (
          <p className="sb-muted sb-small">{t("absence.covered", { count: plan.coveredCases })}</p>
        ) : null}
        <Trouble words={act.words} />
      </div>
      <Button variant="default" loading={act.busy} onClick={() => void submit()}>
        {t(absence.hasBegun ? "act.comeBack" : "act.callOff")}
      </Button>
      {act.window}
    </>
  );
}
