import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Pipeline } from "@/shared/charts/Pipeline";
import { useNews } from "@/shared/live/useNews";
import type { Viewer } from "@/shared/session/session";
import { Figures } from "@/shared/ui/Figures";
import { PageHead } from "@/shared/ui/PageHead";
import { ErrorState, PageSkeleton } from "@/shared/ui/states";
import { Begin, FirstStep } from "./Begin";
import { useHomeDeals } from "./deals";
import styles from "./Home.module.css";
import { useFirmCheck, useOffers } from "./offers";
import { Reading } from "./Reading";
import { Waiting } from "./Waiting";

const SHOWN = 5;

interface FirmHomeProps {
  viewer: Viewer;
  kind: "SME" | "LARGE_FIRM";
}

/** The start of a firm: deals, offers and the firm check, by whose turn it is. */
export function FirmHome({ viewer, kind }: FirmHomeProps) {
  const { t } = useTranslation("home");
  const deals = useHomeDeals();
  const offers = useOffers(kind);
  const check = useFirmCheck(viewer);
  function again() {
    deals.again();
    offers.again();
  }
  useNews(again, () => true);
  const failed = deals.error ?? offers.error;
  if (failed) return <ErrorState error={failed} whole retry={again} />;
  if (!deals.ready || !offers.ready) return <PageSkeleton />;

  const mine = [...check.mine, ...offers.mine];
  const theirs = [...check.theirs, ...offers.theirs];
  const first = deals.count === 0 && offers.isEmpty;
  const reads = viewer.roles.includes("NAMED_ENGINEER");
  const waits = mine.length + deals.mine.length;
  const begins = !first || reads;
  const more = (count: number) => (deals.isMore ? `${count}+` : count);
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <PageHead title={t("title", { name: viewer.name })} lead={t(`lead.${kind}`)} />
        {begins ? <Begin viewer={viewer} kind={kind} waits={waits > 0} /> : null}
      </div>
      {begins ? null : <FirstStep viewer={viewer} kind={kind} waits={waits > 0} />}
      {first && waits === 0 ? null : (
        <Waiting
          title={t("yours.title")}
          errands={mine}
          matches={deals.mine}
          standings={deals.standings}
          none={t("yours.none")}
        />
      )}
      {reads ? <Reading /> : null}
      {theirs.length + deals.theirs.length > 0 ? (
        <Waiting
          title={t("theirs.title")}
          errands={theirs}
          matches={deals.theirs}
          standings={deals.standings}
        />
      ) : null}
      {deals.resting.length > 0 ? (
        <Waiting
          title={t("resting.title")}
          errands={[]}
          matches={deals.resting.slice(0, SHOWN)}
          standings={deals.standings}
        />
      ) : null}
      {deals.isMore ? <Link to="/deals">{t("allDeals")}</Link> : null}
      <section className={styles.part}>
        <h2>{t("figures.title")}</h2>
        <Figures
          label={t("figures.title")}
          figures={[
            { name: t("figures.waiting"), value: more(waits), tone: "amber" },
            { name: t("figures.others"), value: more(deals.theirs.length + theirs.length) },
            { name: t("figures.deals"), value: more(deals.count), to: "/deals" },
            { name: t(`figures.published.${kind}`), value: offers.published, to: offers.to },
          ]}
        />
        <Pipeline />
      </section>
    </div>
  );
}
