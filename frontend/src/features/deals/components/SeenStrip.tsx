import { IconChevronDown, IconEye } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Standing } from "@/shared/deals/DealContext";
import { useStandingWords } from "@/shared/deals/standing";
import type { DealPartsFragment } from "@/shared/graphql/generated/graphql";
import { ladderParts, STAGES } from "@/shared/ui/stages";
import styles from "./SeenStrip.module.css";

interface SeenStripProps {
  match: DealPartsFragment;
  standing: Standing;
}

/** What the other side sees now, in one line on every page of a deal; it opens to the next step. */
export function SeenStrip({ match, standing }: SeenStripProps) {
  const { t } = useTranslation(["standing", "ladder"]);
  const words = useStandingWords()(standing, match.side ?? null);
  const { side } = match;
  const { buyerSees } = standing;
  const { next } = ladderParts(buyerSees);
  const reached = STAGES.indexOf(buyerSees);
  return (
    <details className={styles.strip}>
      <summary>
        <IconEye size={18} aria-hidden="true" className={styles.eye} />
        <span className={styles.words}>
          <span className={styles.tag}>{t(`sees.${side ?? "COORDINATOR"}`)}</span>
          <strong data-part="seen">{t(`ladder:${buyerSees}.name`)}</strong>
          {side === "BUYER" && match.stage !== buyerSees ? (
            <span className={styles.own}>
              {t("sees.you", { stage: t(`ladder:${match.stage}.name`) })}
            </span>
          ) : null}
        </span>
        <span className={styles.dots} aria-hidden="true">
          {STAGES.map((each, at) => (
            <i key={each} data-reached={at <= reached} />
          ))}
        </span>
        {next ? (
          <span className={styles.next}>
            <span className={styles.tag}>{t("sees.next")}</span> {t(`ladder:${next}.name`)}
          </span>
        ) : null}
        <IconChevronDown size={18} aria-hidden="true" className={styles.fold} />
      </summary>
      <dl className={styles.more}>
        <div>
          <dt>{t("sees.shown")}</dt>
          <dd>{t(`ladder:${buyerSees}.shown`)}</dd>
        </div>
        <div>
          <dt>{t("sees.condition")}</dt>
          <dd>{next ? t(`ladder:${next}.condition`) : t("sees.last")}</dd>
        </div>
        <div>
          <dt>{t("sees.turn")}</dt>
          <dd>{words.turn}</dd>
        </div>
      </dl>
    </details>
  );
}
