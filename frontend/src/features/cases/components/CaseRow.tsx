import { Checkbox } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useOfferTitle } from "@/shared/deals/naming";
import type { CaseLineFragment, StandingPartsFragment } from "@/shared/graphql/generated/graphql";
import { Chip } from "@/shared/ui/Chip";
import { Attention } from "./Attention";
import styles from "./CaseRow.module.css";
import { CaseRowStep } from "./CaseRowStep";
import { Cover } from "./Cover";
import { useFirms } from "./firms";
import { InterestChip } from "./Interest";
import { Remind } from "./Remind";

interface CaseRowProps {
  of: CaseLineFragment;
  /** Nothing while it is being asked for, and of cases that are not one's own. */
  standing: StandingPartsFragment | undefined;
  onReminded: () => void;
  picked?: boolean;
  /** Chooses the case among those to hand over, where the reader may. */
  onPick?: (() => void) | null;
}

/** One case of a list: between whom, where it stands, for how long, and what is next. */
export function CaseRow(props: CaseRowProps) {
  const { of, standing, onReminded, picked = false, onPick = null } = props;
  const { t } = useTranslation(["case", "desk"]);
  const firms = useFirms(of);
  const title = useOfferTitle(of.match.technology);
  const { technology } = of.match;
  return (
    <article className={styles.row}>
      <div className={styles.words}>
        {onPick ? (
          <Checkbox
            className={styles.pick ?? ""}
            size="xs"
            label={t("desk:handOver.pick")}
            aria-label={`${t("desk:handOver.pick")}: ${firms.title}`}
            checked={picked}
            onChange={onPick}
          />
        ) : null}
        <h3>
          <Link to={`/cases/${of.id}`}>{firms.title}</Link>
        </h3>
        {technology ? (
          <p
            className={styles.technology}
            lang={(technology.summary ?? technology.card).language.toLowerCase()}
          >
            {title}
          </p>
        ) : null}
        {of.isMine ? null : (
          <p className={styles.technology}>
            {t("by", { name: of.coordinatorName ?? t("nobodyYet") })}
          </p>
        )}
        <Cover of={of} className={styles.days} />
      </div>
      <CaseRowStep of={of} standing={standing} />
      <div className={styles.state}>
        {of.outcome ? (
          <Chip tone={of.outcome === "CONTRACT_SIGNED" ? "seal" : "plain"}>
            {t(`outcome.${of.outcome}`)}
          </Chip>
        ) : (
          <Chip>{t(`stage.${of.stage}`)}</Chip>
        )}
        <Attention of={of} />
        <InterestChip of={of} />
        {of.outcome ? null : (
          <span className={styles.days}>{t("days", { count: of.daysInStage })}</span>
        )}
        {of.remindedToday.length > 0 ? (
          <span className={styles.days}>
            {t("reminded", {
              who: t(
                `who.${of.remindedToday.length > 1 ? "BOTH" : (of.remindedToday[0] ?? "BOTH")}`,
              ),
            })}
          </span>
        ) : null}
        <div className={styles.remind}>
          <Remind of={of} standing={standing} onDone={onReminded} />
        </div>
      </div>
    </article>
  );
}
