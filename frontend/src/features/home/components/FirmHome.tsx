import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { DealRows } from "@/shared/deals/DealRows";
import { whoseTurn } from "@/shared/deals/turns";
import { HomeDealsDocument, type Language } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { useNews } from "@/shared/live/useNews";
import type { Viewer } from "@/shared/session/session";
import { Errands } from "@/shared/ui/Errands";
import { Figures } from "@/shared/ui/Figures";
import { PageHead } from "@/shared/ui/PageHead";
import { ErrorState, PageSkeleton } from "@/shared/ui/states";
import styles from "./Home.module.css";
import { useFirmCheck, useOffers } from "./offers";

const SHOWN = 5;

interface FirmHomeProps {
  viewer: Viewer;
  kind: "SME" | "LARGE_FIRM";
}

/** The start of a firm: deals, offers and the firm check, by whose turn it is. */
export function FirmHome({ viewer, kind }: FirmHomeProps) {
  const { t, i18n } = useTranslation("home");
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const [{ data, error }, again] = useTypedQuery(HomeDealsDocument, { language }, { fresh: true });
  const offers = useOffers(kind);
  const check = useFirmCheck(viewer);
  useNews(
    () => {
      again();
      offers.again();
    },
    () => true,
  );
  const failed = (!data && error) || offers.error;
  if (failed) {
    return (
      <ErrorState
        error={failed}
        whole
        retry={() => {
          again();
          offers.again();
        }}
      />
    );
  }
  if (!data || !offers.ready) return <PageSkeleton />;

  const { waiting, others, matched } = data;
  const mine = [...check.mine, ...offers.mine];
  const theirs = [...check.theirs, ...offers.theirs];
  const begun = waiting.nodes.length + others.nodes.length + matched.nodes.length > 0;
  const first = !begun && offers.isEmpty;
  // What both firms agreed on may wait for this one all the same.
  const ours = matched.nodes.filter((each) => ["you", "both"].includes(whoseTurn(each)));
  const rest = matched.nodes.filter((each) => !ours.includes(each)).slice(0, SHOWN);
  const asked = [...waiting.nodes, ...ours];
  const count = (part: typeof waiting) =>
    part.pageInfo.hasNextPage ? `${part.nodes.length}+` : part.nodes.length;

  return (
    <div className={styles.page}>
      <PageHead title={t("title", { name: viewer.name })} lead={t(`lead.${kind}`)} />
      {first ? <FirstStep viewer={viewer} kind={kind} /> : null}
      {first && mine.length === 0 ? null : (
        <section className={styles.part}>
          {mine.length > 0 ? <Errands title={t("yours.title")} errands={mine} /> : null}
          {mine.length === 0 ? <h2>{t("yours.title")}</h2> : null}
          {asked.length > 0 ? <DealRows matches={asked} /> : null}
          {mine.length === 0 && asked.length === 0 ? (
            <p className={styles.none}>{t("yours.none")}</p>
          ) : null}
          {waiting.pageInfo.hasNextPage ? <Link to="/deals">{t("allDeals")}</Link> : null}
        </section>
      )}
      {theirs.length > 0 || others.nodes.length > 0 ? (
        <section className={styles.part}>
          {theirs.length > 0 ? <Errands title={t("theirs.title")} errands={theirs} /> : null}
          {theirs.length === 0 ? <h2>{t("theirs.title")}</h2> : null}
          {others.nodes.length > 0 ? <DealRows matches={others.nodes} /> : null}
          {others.pageInfo.hasNextPage ? (
            <Link to="/deals?group=others">{t("allDeals")}</Link>
          ) : null}
        </section>
      ) : null}
      {rest.length > 0 ? (
        <section className={styles.part}>
          <h2>{t("matched.title")}</h2>
          <DealRows matches={rest} />
        </section>
      ) : null}
      <section className={styles.part}>
        <h2>{t("figures.title")}</h2>
        <Figures
          label={t("figures.title")}
          figures={[
            { name: t(`figures.published.${kind}`), value: offers.published, to: offers.to },
            { name: t("figures.waiting"), value: count(waiting), tone: "amber", to: "/deals" },
            { name: t("figures.others"), value: count(others), to: "/deals?group=others" },
            { name: t("figures.matched"), value: count(matched), to: "/deals?group=matched" },
          ]}
        />
      </section>
    </div>
  );
}

/** What a firm without anything does first. */
function FirstStep({ viewer, kind }: FirmHomeProps) {
  const { t } = useTranslation("home");
  const writes = kind === "SME" ? viewer.canWriteTechnologies : viewer.canWriteDemands;
  return (
    <section className={styles.first}>
      <h2>{t(`first.${kind}.title`)}</h2>
      <ol>
        <li>{t(`first.${kind}.one`)}</li>
        <li>{t(`first.${kind}.two`)}</li>
        <li>{t(`first.${kind}.three`)}</li>
      </ol>
      <div className={styles.actions}>
        {writes ? (
          <Button component={Link} to={kind === "SME" ? "/technologies/new" : "/demands/new"}>
            {t(`first.${kind}.action`)}
          </Button>
        ) : null}
        <Button component={Link} to={kind === "SME" ? "/demands" : "/market"} variant="default">
          {t(`first.${kind}.look`)}
        </Button>
      </div>
    </section>
  );
}
