import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { DealState } from "@/shared/deals/DealState";
import { firmName, useOfferTitle } from "@/shared/deals/naming";
import type { DealPartsFragment } from "@/shared/graphql/generated/graphql";
import { Chip } from "@/shared/ui/Chip";
import { LinkTabs } from "@/shared/ui/LinkTabs";
import { LiveBar } from "@/shared/ui/LiveBar";
import { Outcome } from "@/shared/ui/Outcome";
import { PageHead } from "@/shared/ui/PageHead";
import { ActWindow } from "./ActWindow";
import { DealNextStep } from "./DealNextStep";
import { DealRecords } from "./DealRecords";
import styles from "./DealView.module.css";
import { Overview } from "./Overview";
import type { Act } from "./standing";

interface DealViewProps {
  match: DealPartsFragment;
  again: () => void;
}

/** Title, next step, and the parts of a deal behind tabs that have addresses. */
export function DealView({ match, again }: DealViewProps) {
  const { t, i18n } = useTranslation(["deal", "common"]);
  const [params] = useSearchParams();
  const title = useOfferTitle(match.technology);
  const records = params.get("tab") === "records";
  const { technology, counterpart } = match;
  const here = `/deals/${match.id}`;
  const [asking, setAsking] = useState<Act | null>(null);
  const [done, setDone] = useState<string | null>(null);

  function finish(act: Act | null) {
    if (act) {
      setAsking(null);
      setDone(t(`done.${act}`));
    }
    again();
  }

  return (
    <article className={styles.page}>
      <PageHead
        title={title}
        lang={(technology?.summary ?? technology?.card)?.language.toLowerCase() ?? i18n.language}
        above={{ name: t("title"), to: "/deals" }}
        chips={
          <>
            <DealState match={match} />
            <Chip>
              {counterpart ? firmName(counterpart, i18n.language) : t("common:otherFirm")}
            </Chip>
          </>
        }
      />
      <LiveBar />
      <DealNextStep match={match} onAsk={setAsking} />
      <Outcome words={done} />
      <LinkTabs
        label={t("tab.label")}
        tabs={[
          { to: here, name: t("tab.overview"), here: !records },
          { to: `${here}?tab=records`, name: t("tab.records"), here: records },
        ]}
      />
      {records ? <DealRecords id={match.id} /> : <Overview match={match} onAsk={setAsking} />}
      {asking ? (
        <ActWindow
          key={asking}
          act={asking}
          match={match}
          onAnswer={finish}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </article>
  );
}
