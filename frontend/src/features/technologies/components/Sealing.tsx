import { Button } from "@mantine/core";
import { IconShieldLock } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import {
  type OwnLeakPartsFragment,
  RequestLeakCheckDocument,
  type TechnologyPartsFragment,
  TechnologySealingDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation, useTypedQuery } from "@/shared/graphql/operations";
import { formatDate } from "@/shared/lib/dates";
import { useSession } from "@/shared/session/session";
import { Panel } from "@/shared/ui/Panel";
import { useRefusals } from "@/shared/ui/refusals";
import { LeakPassages } from "./LeakPassages";
import { LeakReason } from "./LeakReason";
import styles from "./Sealing.module.css";

const LOOK_AGAIN_MS = 5000;

/** What the firm has to know of the sealed deposit behind its words; nothing once all is well. */
export function Sealing({ technology }: { technology: TechnologyPartsFragment }) {
  const { t } = useTranslation("sealing");
  const { viewer } = useSession();
  const [{ data }, again] = useTypedQuery(
    TechnologySealingDocument,
    { id: technology.id },
    { fresh: true },
  );
  const report = data?.leakReport;
  const running = report?.state === "REQUESTED";
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(again, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [running, again]);
  if (!data || technology.state === "WITHDRAWN") return null;
  if (!report && technology.card.sealed) return null;
  return (
    <Panel title={t("title")}>
      {report ? (
        <Report report={report} technology={technology} again={again} />
      ) : (
        <div className={styles.report}>
          <p>{t("needed")}</p>
          {viewer?.canWriteTechnologies ? (
            <Button
              component={Link}
              to={`/vault/new?technology=${technology.id}`}
              variant="default"
              leftSection={<IconShieldLock size={16} aria-hidden="true" />}
            >
              {t("editor.seal")}
            </Button>
          ) : null}
        </div>
      )}
    </Panel>
  );
}

interface ReportProps {
  report: OwnLeakPartsFragment;
  technology: TechnologyPartsFragment;
  again: () => void;
}

function Report({ report, technology, again }: ReportProps) {
  const { t, i18n } = useTranslation("sealing");
  const { viewer } = useSession();
  const [asking, setAsking] = useState(false);
  const [words, setWords] = useState<string | null>(null);
  const [{ fetching }, request] = useTypedMutation(RequestLeakCheckDocument);
  const refusals = useRefusals();
  const { state, found, overrideReason } = report;
  const mayAct = viewer?.canWriteTechnologies ?? false;

  async function compare() {
    const answer = await request({ id: technology.id, revision: technology.revision ?? 0 });
    const refused = answer.data?.outcome?.errors[0];
    if (answer.error) setWords(refusals.ofTransport(answer.error).words);
    else setWords(refused ? refusals.ofDomain(refused).words : null);
    again();
  }

  return (
    <div className={styles.report}>
      <p>
        {state === "FOUND"
          ? t(overrideReason ? "own.explained" : "own.found", { count: found })
          : t(`own.${state}`)}
      </p>
      <LeakPassages report={report} />
      {report.unreadable > 0 ? (
        <p className="sb-small sb-muted">{t("unreadable", { count: report.unreadable })}</p>
      ) : null}
      {overrideReason ? (
        <div>
          <h3 className={styles.name}>{t("reason")}</h3>
          <p className={styles.text}>{overrideReason}</p>
        </div>
      ) : null}
      {report.checkedAt ? (
        <p className="sb-small sb-muted">
          {t("checked", { day: formatDate(report.checkedAt, i18n.language) })}
        </p>
      ) : null}
      <p role="status" className={styles.said} data-shown={words !== null}>
        {words}
      </p>
      {mayAct && state === "FAILED" ? (
        <Button variant="default" loading={fetching} onClick={() => void compare()}>
          {t("again")}
        </Button>
      ) : null}
      {mayAct && state === "FOUND" && !overrideReason ? (
        <Button variant="default" onClick={() => setAsking(true)}>
          {t("explain")}
        </Button>
      ) : null}
      {asking ? (
        <LeakReason
          technologyId={technology.id}
          reportId={report.id}
          onDone={() => {
            setAsking(false);
            setWords(t("explained"));
            again();
          }}
          onStale={again}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </div>
  );
}
