import { Button } from "@mantine/core";
import { IconShieldLock } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { Seal } from "@/shared/evidence/Seal";
import {
  RequestLeakCheckDocument,
  TechnologyDepositsDocument,
  TechnologySealingDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation, useTypedQuery } from "@/shared/graphql/operations";
import { Outcome } from "@/shared/ui/Outcome";
import { Panel } from "@/shared/ui/Panel";
import { useRefusals } from "@/shared/ui/refusals";
import { LeakPassages } from "./LeakPassages";
import styles from "./Sealing.module.css";

const LOOK_AGAIN_MS = 3000;

interface EditorSealingProps {
  id: string;
  /** Sends what is not saved yet; the comparison reads what the server has. */
  flush: () => Promise<boolean>;
  revision: () => number | null;
}

/** Beside the words: the sealed deposit behind them, and what of it stands in them. */
export function EditorSealing(props: EditorSealingProps) {
  const { id } = props;
  const { t } = useTranslation("sealing");
  const { state } = useLocation();
  const done = (state as { done?: string } | null)?.done ?? null;
  const [{ data }] = useTypedQuery(TechnologyDepositsDocument, { id }, { fresh: true });
  if (!data) return null;
  const deposits = data.technologyDeposits;
  return (
    <>
      <Outcome words={done} />
      <Panel
        title={t("title")}
        aside={deposits.map(({ id: each, number, sealedAt, commitment, entryId }) => (
          <span key={each} className={styles.deposit}>
            <Link to={`/vault/${each}`}>{number}</Link>
            {sealedAt && commitment && entryId ? (
              <Seal seal={{ sealedAt, commitment, entryId }} />
            ) : null}
          </span>
        ))}
      >
        {deposits.length > 0 ? (
          <Comparing {...props} />
        ) : (
          <div className={styles.report}>
            <p>{t("editor.none")}</p>
            <Button
              component={Link}
              to={`/vault/new?technology=${id}`}
              variant="default"
              leftSection={<IconShieldLock size={16} aria-hidden="true" />}
            >
              {t("editor.seal")}
            </Button>
          </div>
        )}
      </Panel>
    </>
  );
}

function Comparing({ id, flush, revision }: EditorSealingProps) {
  const { t } = useTranslation("sealing");
  const [{ data }, again] = useTypedQuery(TechnologySealingDocument, { id }, { fresh: true });
  const [{ fetching }, request] = useTypedMutation(RequestLeakCheckDocument);
  const [words, setWords] = useState<string | null>(null);
  const refusals = useRefusals();
  const report = data?.leakReport;
  const running = report?.state === "REQUESTED";
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(again, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [running, again]);

  async function compare() {
    setWords(null);
    await flush();
    const answer = await request({ id, revision: revision() ?? 0 });
    const first = answer.data?.outcome?.errors[0];
    if (answer.error) setWords(refusals.ofTransport(answer.error).words);
    else if (first) setWords(refusals.ofDomain(first).words);
    again();
  }

  return (
    <div className={styles.report}>
      <p role="status">
        {!report
          ? t("editor.lead")
          : report.state === "FOUND"
            ? t(report.overrideReason ? "own.explained" : "own.found", { count: report.found })
            : t(`own.${report.state}`)}
      </p>
      {report ? <LeakPassages report={report} /> : null}
      {words ? <p role="alert">{words}</p> : null}
      <Button variant="default" loading={fetching || running} onClick={() => void compare()}>
        {t("editor.compare")}
      </Button>
    </div>
  );
}
