import { IconAlarm } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useOfferTitle } from "@/shared/deals/naming";
import type { CaseLineFragment } from "@/shared/graphql/generated/graphql";
import { formatDay } from "@/shared/lib/dates";
import { Chip } from "@/shared/ui/Chip";
import styles from "./CaseRow.module.css";
import { useFirms } from "./firms";

/** One case of a list: between whom, where it stands, for how long, and what is next. */
export function CaseRow({ of }: { of: CaseLineFragment }) {
  const { t, i18n } = useTranslation("case");
  const firms = useFirms(of);
  const title = useOfferTitle(of.match.technology);
  const { technology } = of.match;
  const step = of.nextStep;
  // Whoever only assigns a case is not told what comes next in it.
  const without = of.stage === "CLOSED" ? t("closedRow") : of.isMine ? t("noStep") : null;
  return (
    <article className={styles.row}>
      <div className={styles.words}>
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
      </div>
      <div className={styles.step}>
        {step ? (
          <>
            <p className={styles.text}>{step.text}</p>
            <p className={styles.turn}>
              {t(`side.${step.side}`)}
              {step.dueOn ? `, ${t("until", { day: formatDay(step.dueOn, i18n.language) })}` : null}
            </p>
          </>
        ) : (
          <p className={styles.turn}>{without}</p>
        )}
      </div>
      <div className={styles.state}>
        {of.outcome ? (
          <Chip tone={of.outcome === "CONTRACT_SIGNED" ? "seal" : "plain"}>
            {t(`outcome.${of.outcome}`)}
          </Chip>
        ) : (
          <Chip>{t(`stage.${of.stage}`)}</Chip>
        )}
        {of.isOverdue ? (
          <Chip tone="red" icon={<IconAlarm size={14} aria-hidden="true" />}>
            {t("overdueShort")}
          </Chip>
        ) : null}
        {of.outcome ? null : (
          <span className={styles.days}>{t("days", { count: of.daysInStage })}</span>
        )}
      </div>
    </article>
  );
}
