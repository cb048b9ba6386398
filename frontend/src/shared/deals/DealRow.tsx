import { IconArrowsExchange } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { MatchLineFragment, StandingPartsFragment } from "@/shared/graphql/generated/graphql";
import { Chip } from "@/shared/ui/Chip";
import { Bar } from "@/shared/ui/states";
import styles from "./DealRow.module.css";
import { DealState } from "./DealState";
import { firmName, useOfferTitle } from "./naming";
import { useStandingWords } from "./standing";

interface DealRowProps {
  match: MatchLineFragment;
  /** Nothing while it is being asked for. */
  standing: StandingPartsFragment | undefined;
}

/** One deal of a list: what for what, with whom, what comes next and whose turn it is. */
export function DealRow({ match, standing }: DealRowProps) {
  const { t, i18n } = useTranslation(["deal", "terms", "common"]);
  const title = useOfferTitle(match.technology);
  const { technology, demand, counterpart } = match;
  const industry = technology?.card.industry;
  return (
    <article className={styles.row}>
      <div className={styles.words}>
        <p className="sb-eyebrow">
          {counterpart ? firmName(counterpart, i18n.language) : t("common:otherFirm")}
          {industry ? ` · ${t(`terms:industry.${industry}`)}` : null}
        </p>
        <h3 lang={(technology?.summary ?? technology?.card)?.language.toLowerCase()}>
          <Link to={`/deals/${match.id}`}>{title}</Link>
        </h3>
        <p className={styles.demand}>
          <IconArrowsExchange size={16} aria-hidden="true" />
          <span className="sb-hidden">{t("offer.demand")}: </span>
          <span lang={demand?.text.language.toLowerCase()}>
            {demand ? demand.text.title : t("offer.gone")}
          </span>
        </p>
      </div>
      {standing ? <Step match={match} standing={standing} /> : <Bar width="80%" />}
    </article>
  );
}

function Step({ match, standing }: { match: MatchLineFragment; standing: StandingPartsFragment }) {
  const words = useStandingWords()(standing, match.side ?? null);
  // Whose turn it is among others tells nothing to who only follows.
  const rests = standing.turn === "NOBODY" || standing.act === "FOLLOW";
  return (
    <>
      <p className={styles.sentence}>{standing.act === "OVER" ? null : words.sentence}</p>
      <div className={styles.turn}>
        {rests ? (
          <DealState match={match} />
        ) : (
          <Chip tone={words.yours ? "amber" : "plain"}>{words.turnShort}</Chip>
        )}
        {words.until ? <span className={styles.until}>{words.until}</span> : null}
      </div>
    </>
  );
}
