import { IconArrowsExchange } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { MatchLineFragment } from "@/shared/graphql/generated/graphql";
import styles from "./DealRow.module.css";
import { DealState } from "./DealState";
import { firmName, useOfferTitle } from "./naming";
import { useTurn } from "./turns";

/** One deal of a list: what for what, with whom, where it stands and whose turn it is. */
export function DealRow({ match }: { match: MatchLineFragment }) {
  const { t, i18n } = useTranslation(["deal", "terms", "common"]);
  const title = useOfferTitle(match.technology);
  const turn = useTurn()(match);
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
      <p className={styles.turn} data-yours={turn.yours}>
        {turn.whose === "nobody" ? null : (
          <>
            <strong>{turn.words}</strong>
            {turn.until ? <span>{turn.until}</span> : null}
          </>
        )}
      </p>
      <span className={styles.state}>
        <DealState match={match} />
      </span>
    </article>
  );
}
