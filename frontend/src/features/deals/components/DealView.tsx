import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Outlet, useLocation } from "react-router";
import { DealContext, type Standing } from "@/shared/deals/DealContext";
import { DealState } from "@/shared/deals/DealState";
import { firmName, useOfferTitle } from "@/shared/deals/naming";
import type { DealPartsFragment } from "@/shared/graphql/generated/graphql";
import { Chip } from "@/shared/ui/Chip";
import { LinkTabs } from "@/shared/ui/LinkTabs";
import { Outcome } from "@/shared/ui/Outcome";
import { PageHead } from "@/shared/ui/PageHead";
import { ActWindow } from "./ActWindow";
import type { Act } from "./answers";
import { DealNextStep } from "./DealNextStep";
import styles from "./DealView.module.css";
import { SeenStrip } from "./SeenStrip";

const TABS = ["overview", "messages", "documents", "terms", "payments", "records"] as const;

/** Name the tab that a page belongs to: the NDA to the overview, the contract to the terms. */
function tabOf(pathname: string, deal: string): (typeof TABS)[number] {
  const [first] = pathname.slice(deal.length + 1).split("/");
  if (first === "contract") return "terms";
  return TABS.find((tab) => tab === first) ?? "overview";
}

interface DealViewProps {
  match: DealPartsFragment;
  standing: Standing;
  again: () => void;
}

/** Title, next step, and the parts of a deal behind tabs that have addresses. */
export function DealView({ match, standing, again }: DealViewProps) {
  const { t, i18n } = useTranslation(["deal", "case", "common"]);
  const { pathname } = useLocation();
  const title = useOfferTitle(match.technology);
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
        above={
          match.side ? { name: t("title"), to: "/deals" } : { name: t("case:title"), to: "/cases" }
        }
        chips={
          <>
            <DealState match={match} />
            {match.side ? (
              <Chip>
                {counterpart ? firmName(counterpart, i18n.language) : t("common:otherFirm")}
              </Chip>
            ) : null}
          </>
        }
      />
      <DealNextStep match={match} standing={standing} onAsk={setAsking} />
      {standing.act === "OVER" ? null : <SeenStrip match={match} standing={standing} />}
      <Outcome words={done} />
      <LinkTabs
        label={t("tab.label")}
        tabs={TABS.map((tab) => {
          const to = tab === "overview" ? here : `${here}/${tab}`;
          return { to, name: t(`tab.${tab}`), here: tabOf(pathname, here) === tab };
        })}
      />
      <DealContext value={{ match, standing, again }}>
        <Outlet context={setAsking} />
      </DealContext>
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
