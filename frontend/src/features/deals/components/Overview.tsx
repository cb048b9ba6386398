import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Standing } from "@/shared/deals/DealContext";
import { FitTable } from "@/shared/deals/FitTable";
import { OfferPair } from "@/shared/deals/OfferPair";
import { useStandingWords } from "@/shared/deals/standing";
import { Seal } from "@/shared/evidence/Seal";
import type { DealPartsFragment } from "@/shared/graphql/generated/graphql";
import { formatDate, formatMoment } from "@/shared/lib/dates";
import { languageOf } from "@/shared/lib/text";
import { Facts, Panel } from "@/shared/ui/Panel";
import { VisibilityStrip } from "@/shared/ui/VisibilityStrip";
import type { Act } from "./answers";
import { DealLadder } from "./DealLadder";
import { DealParts } from "./DealParts";
import styles from "./DealView.module.css";
import { DisclosureMeter } from "./DisclosureMeter";
import { Parties } from "./Parties";
import { Questions } from "./Questions";
import { useSides } from "./sides";

interface OverviewProps {
  match: DealPartsFragment;
  standing: Standing;
  onAsk: (act: Act) => void;
}

/** How far the deal is, who takes part, what is dealt about, why it fits, and who sees what. */
export function Overview({ match, standing, onAsk }: OverviewProps) {
  const { t } = useTranslation("deal");
  const sides = useSides(match);
  const over = standing.act === "OVER";
  const words = useStandingWords()(standing, match.side ?? null);
  return (
    <div className={styles.columns}>
      <div className={styles.main}>
        {over ? <WhyOver match={match} /> : null}
        {match.side ? <Questions match={match} /> : null}
        {standing.parts.length > 0 ? (
          <DealParts id={match.id} parts={standing.parts} now={standing.place} />
        ) : null}
        {match.progress ? <Parties match={match} /> : null}
        {match.progress ? <DisclosureMeter id={match.id} /> : null}
        <h2 className="sb-hidden">{t("offers")}</h2>
        <OfferPair
          technology={match.technology}
          demand={match.demand}
          owners={{ technology: sides.seller, demand: sides.buyer }}
        />
        <Panel title={t("why.title")}>
          {match.relevance == null ? null : (
            <p className={styles.measure}>{t("why.relevance", { value: match.relevance })}</p>
          )}
          {match.fits.length > 0 ? (
            <FitTable fits={match.fits} />
          ) : (
            <p className="sb-muted sb-small">{t("why.none")}</p>
          )}
        </Panel>
        {match.note ? (
          <Panel title={t("note.title")} aside={<span className={styles.by}>{sides.noteBy}</span>}>
            <p className={styles.note} lang={languageOf(match.note)}>
              {match.note}
            </p>
            <VisibilityStrip readers={t("note.visible")} />
          </Panel>
        ) : null}
        {match.canEnd ? (
          <Button
            variant="subtle"
            color="red"
            className={styles.end ?? ""}
            onClick={() => onAsk("end")}
          >
            {t("act.end")}
          </Button>
        ) : null}
      </div>
      <aside className={styles.side}>
        <DealLadder match={match} standing={standing} {...(over ? {} : { turn: words.turn })} />
        <DealFacts match={match} />
      </aside>
    </div>
  );
}

function WhyOver({ match }: { match: DealPartsFragment }) {
  const { t } = useTranslation("deal");
  const { declineReason, declineWords } = match;
  if (!declineReason && !declineWords) return null;
  return (
    <section className={styles.over}>
      <h2>{t("over.title")}</h2>
      {declineReason ? <p>{t(`reason.${declineReason}`)}</p> : null}
      {declineWords ? <p className="sb-muted">{declineWords}</p> : null}
    </section>
  );
}

function DealFacts({ match }: { match: DealPartsFragment }) {
  const { t, i18n } = useTranslation("deal");
  const sides = useSides(match);
  const day = (value: string) => formatDate(value, i18n.language);
  return (
    <section className={styles.facts}>
      <h2>{t("facts.title")}</h2>
      <Facts
        rows={[
          { name: t("facts.askedBy"), value: sides.askedBy },
          { name: t("facts.askedAt"), value: day(match.requestedAt) },
          { name: t("facts.since"), value: day(match.stateSince) },
          ...(match.expiresAt
            ? [{ name: t("facts.until"), value: formatMoment(match.expiresAt, i18n.language) }]
            : []),
          ...(match.demandSeal
            ? [{ name: t("facts.known"), value: <Seal seal={match.demandSeal} /> }]
            : []),
        ]}
      />
    </section>
  );
}
