import { IconBulb, IconTargetArrow } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type {
  OfferedTechnologyFragment,
  WantedDemandFragment,
} from "@/shared/graphql/generated/graphql";
import { useSession } from "@/shared/session/session";
import { type FactRow, Facts, Passage } from "@/shared/ui/Panel";
import { TrlGauge } from "@/shared/ui/TrlGauge";
import { useOfferTitle } from "./naming";
import styles from "./OfferPair.module.css";
import { useWants } from "./wants";

interface OfferPairProps {
  technology: OfferedTechnologyFragment | null | undefined;
  demand: WantedDemandFragment | null | undefined;
  /** Whose each of the two is, in the reader's words. */
  owners: { technology: string; demand: string };
}

/** What is offered and what is wanted, beside each other. */
export function OfferPair({ technology, demand, owners }: OfferPairProps) {
  return (
    <div className={styles.pair}>
      <TechnologyCard technology={technology ?? null} owner={owners.technology} />
      <DemandCard demand={demand ?? null} owner={owners.demand} />
    </div>
  );
}

interface CardProps {
  icon: ReactNode;
  kind: string;
  owner: string;
  title: string;
  lang?: string;
  to?: string;
  text?: string;
  rows?: FactRow[];
  children?: ReactNode;
}

function Card({ icon, kind, owner, title, lang, to, text, rows, children }: CardProps) {
  return (
    <section className={styles.card}>
      <header className={styles.head}>
        <p className="sb-eyebrow">
          {icon} {kind}
        </p>
        <p className={styles.owner}>{owner}</p>
      </header>
      <h3 lang={lang}>{to ? <Link to={to}>{title}</Link> : title}</h3>
      {text ? (
        <p className={styles.text} lang={lang}>
          {text}
        </p>
      ) : null}
      {rows ? <Facts rows={rows} /> : null}
      {children}
    </section>
  );
}

/** Tell whether the technology's own page opens for the reader; what is paused has none. */
function isRead({ isOwn, state, stage }: OfferedTechnologyFragment): boolean {
  return isOwn || state === "PUBLISHED" || (stage !== "S0" && stage !== "S1");
}

function TechnologyCard({
  technology,
  owner,
}: {
  technology: OfferedTechnologyFragment | null;
  owner: string;
}) {
  const { t } = useTranslation(["deal", "terms", "common"]);
  const title = useOfferTitle(technology);
  const icon = <IconBulb size={16} aria-hidden="true" />;
  const kind = t("offer.technology");
  if (!technology) return <Card icon={icon} kind={kind} owner={owner} title={title} />;
  const { card, summary } = technology;
  const unstated = t("common:notStated");
  return (
    <Card
      icon={icon}
      kind={kind}
      owner={owner}
      title={title}
      lang={(summary ?? card).language.toLowerCase()}
      {...(isRead(technology) ? { to: `/technologies/${technology.id}` } : {})}
      text={summary?.summary || card.problem}
      rows={[
        {
          name: t("terms:industry.label"),
          value: card.industry ? t(`terms:industry.${card.industry}`) : unstated,
        },
        {
          name: t("terms:mode.label"),
          value: card.transferModes.map((mode) => t(`terms:mode.${mode}`)).join(", ") || unstated,
        },
        { name: t("terms:trl.label"), value: <TrlGauge level={card.trl} /> },
      ]}
    />
  );
}

function DemandCard({ demand, owner }: { demand: WantedDemandFragment | null; owner: string }) {
  const { t } = useTranslation(["deal", "demand", "terms", "common"]);
  const icon = <IconTargetArrow size={16} aria-hidden="true" />;
  const kind = t("offer.demand");
  if (!demand) return <Card icon={icon} kind={kind} owner={owner} title={t("offer.gone")} />;
  return <DemandBody demand={demand} icon={icon} kind={kind} owner={owner} />;
}

function DemandBody({
  demand,
  ...card
}: { demand: WantedDemandFragment } & Pick<CardProps, "icon" | "kind" | "owner">) {
  const { t } = useTranslation(["demand", "deal", "terms", "common"]);
  const { readiness, budget, deadline } = useWants(demand);
  const unstated = t("common:notStated");
  const { viewer } = useSession();
  const sells = viewer?.organisation?.kind === "SME";
  const lang = demand.text.language.toLowerCase();
  const { outcomes, constraints } = demand.text;
  return (
    <Card
      {...card}
      title={demand.text.title}
      lang={lang}
      {...(demand.isOwn || (sells && demand.state === "PUBLISHED")
        ? { to: `/demands/${demand.id}` }
        : {})}
      text={demand.text.need}
      rows={[
        {
          name: t("terms:industries.label"),
          value:
            demand.industries.map((each) => t(`terms:industry.${each}`)).join(", ") || unstated,
        },
        {
          name: t("terms:mode.label"),
          value: demand.transferModes.map((each) => t(`terms:mode.${each}`)).join(", ") || unstated,
        },
        { name: t("terms:trl.label"), value: readiness ?? unstated },
        { name: t("budget"), value: budget ?? unstated },
        { name: t("deadline"), value: deadline ?? t("noDeadline") },
      ]}
    >
      {outcomes || constraints ? (
        <details className={styles.rest}>
          <summary>{t("deal:offer.whole")}</summary>
          <Passage heading={t("need")} text={demand.text.need} lang={lang} />
          <Passage heading={t("outcomes")} text={outcomes} lang={lang} />
          <Passage heading={t("constraints")} text={constraints} lang={lang} />
        </details>
      ) : null}
    </Card>
  );
}
