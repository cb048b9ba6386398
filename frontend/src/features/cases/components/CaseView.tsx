import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { CaseSteps } from "@/shared/deals/CaseSteps";
import { FitTable } from "@/shared/deals/FitTable";
import { OfferPair } from "@/shared/deals/OfferPair";
import type { CasePartsFragment, StandingPartsFragment } from "@/shared/graphql/generated/graphql";
import { formatDate } from "@/shared/lib/dates";
import { languageOf } from "@/shared/lib/text";
import { Chip } from "@/shared/ui/Chip";
import { Ladder } from "@/shared/ui/Ladder";
import { Outcome } from "@/shared/ui/Outcome";
import { PageHead } from "@/shared/ui/PageHead";
import { Facts, Panel } from "@/shared/ui/Panel";
import { Assign } from "./Assign";
import { Attention } from "./Attention";
import { CaseNextStep } from "./CaseNextStep";
import { CaseStanding } from "./CaseStanding";
import styles from "./CaseView.module.css";
import { Cover } from "./Cover";
import { useFirms } from "./firms";
import { Interest } from "./Interest";
import { Moves } from "./Moves";
import { Notes } from "./Notes";
import { Remind } from "./Remind";

interface CaseViewProps {
  of: CasePartsFragment;
  /** Where its deal stands, to the case's own coordinator. */
  standing: StandingPartsFragment | null;
  again: () => void;
}

/** Both firms, the next step, the stage, what the deal is about, and the private notes. */
export function CaseView({ of, standing, again }: CaseViewProps) {
  const { t } = useTranslation("case");
  const firms = useFirms(of);
  const [done, setDone] = useState<string | null>(null);
  const { match } = of;
  const stopped = of.stage === "CLOSED" && of.outcome !== "CONTRACT_SIGNED";

  function finish(words: string) {
    setDone(words);
    again();
  }

  return (
    <article className={styles.page}>
      <PageHead
        title={firms.title}
        above={{ name: t("title"), to: "/cases" }}
        chips={
          <>
            <Chip tone={of.stage === "CLOSED" ? "plain" : "seal"}>{t(`stage.${of.stage}`)}</Chip>
            {of.outcome ? <Chip>{t(`outcome.${of.outcome}`)}</Chip> : null}
            <Attention of={of} />
          </>
        }
      />
      <CaseNextStep of={of} again={again} onDone={finish} />
      <Cover of={of} className="sb-muted" />
      <Outcome words={done} />
      <div className={styles.columns}>
        <div className={styles.main}>
          {standing ? <CaseStanding standing={standing} /> : null}
          <Panel title={t("stages")}>
            <div className={styles.stages}>
              <CaseSteps stage={of.stage} stopped={stopped} />
              <Moves of={of} again={again} onDone={finish} />
            </div>
          </Panel>
          {match.technology || match.demand ? (
            <>
              <OfferPair
                technology={match.technology}
                demand={match.demand}
                owners={{ technology: firms.seller, demand: firms.buyer }}
              />
              <Panel title={t("why")}>
                <FitTable fits={match.fits} />
                {match.note ? (
                  <div className={styles.note}>
                    <h3>{t("note")}</h3>
                    <p lang={languageOf(match.note)}>{match.note}</p>
                  </div>
                ) : null}
              </Panel>
            </>
          ) : null}
          {of.isMine ? <Notes of={of} again={again} /> : null}
        </div>
        <aside className={styles.side}>
          <CaseFacts of={of} onAssigned={() => finish(t("done.assign"))}>
            <Remind of={of} standing={standing} onDone={() => finish(t("done.remind"))} />
          </CaseFacts>
          <Interest of={of} again={again} onDone={finish} />
          {of.isMine ? (
            <Ladder stage={standing?.buyerSees ?? match.stage} view="coordinator" />
          ) : null}
        </aside>
      </div>
    </article>
  );
}

interface CaseFactsProps extends Pick<CaseViewProps, "of"> {
  onAssigned: () => void;
  children: ReactNode;
}

function CaseFacts({ of, onAssigned, children }: CaseFactsProps) {
  const { t, i18n } = useTranslation("case");
  const firms = useFirms(of);
  const day = (value: string) => formatDate(value, i18n.language);
  return (
    <Panel title={t("facts.title")}>
      <Facts
        rows={[
          ...(of.isMine
            ? [
                { name: t("firm.SELLER"), value: firms.seller },
                { name: t("firm.BUYER"), value: firms.buyer },
              ]
            : []),
          { name: t("facts.coordinator"), value: of.coordinatorName ?? t("nobodyYet") },
          { name: t("facts.opened"), value: day(of.openedAt) },
          {
            name: t("facts.since"),
            value: day(of.stageSince),
          },
        ]}
      />
      <div className={styles.ways}>
        <Link to={`/records?about=case&of=${of.id}`}>{t("facts.records")}</Link>
        {children}
        {of.canAssign ? <Assign of={of} onDone={onAssigned} /> : null}
      </div>
    </Panel>
  );
}
