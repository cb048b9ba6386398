import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { DealState } from "@/shared/deals/DealState";
import { firmName } from "@/shared/deals/naming";
import { formatDate } from "@/shared/lib/dates";
import styles from "./AskedFirm.module.css";
import { AskedFirmActs } from "./AskedFirmActs";
import { type Firm, useFirmTitle } from "./firmAsked";

interface AskedFirmProps {
  firm: Firm;
  /** Whether anything was asked that could be answered. */
  hasQuestions: boolean;
  onDone: (words: string) => void;
}

/** Head of a firm's column: what it offers, how far its request is, and what comes next. */
export function AskedFirm({ firm, hasQuestions, onDone }: AskedFirmProps) {
  const { t, i18n } = useTranslation("asked");
  const { match, openCount } = firm;
  const { title, lang } = useFirmTitle(firm);
  const isOver = ["DECLINED", "WITHDRAWN", "EXPIRED", "ENDED"].includes(match.state);
  return (
    <div className={styles.firm}>
      <Link to={`/deals/${match.id}`} className={styles.title} lang={lang}>
        {title}
      </Link>
      <span className={styles.name}>
        {match.counterpart ? firmName(match.counterpart, i18n.language) : t("page.other")}
      </span>
      <DealState match={{ ...match, side: match.side ?? null }} />
      <ul className={styles.facts}>
        <Facts firm={firm} />
        {isOver || !hasQuestions ? null : (
          <li data-open={openCount > 0}>
            {openCount > 0 ? t("page.missing", { count: openCount }) : t("page.complete")}
          </li>
        )}
      </ul>
      <AskedFirmActs firm={firm} onDone={onDone} />
    </div>
  );
}

/** What is known of the request: seen, waited for, refused why, by whom coordinated. */
function Facts({ firm }: { firm: Firm }) {
  const { t, i18n } = useTranslation(["asked", "deal"]);
  const { match, seenAt, waitingDays, remindedAt } = firm;
  const day = (value: string) => formatDate(value, i18n.language);
  if (match.state === "AWAITING_LEAD") return <li>{t("state.lead")}</li>;
  const waiting =
    waitingDays == null
      ? null
      : waitingDays === 0
        ? t("state.today")
        : t("state.waiting", { count: waitingDays });
  return (
    <>
      {match.state === "REQUESTED" || seenAt ? (
        <li>{seenAt ? t("state.seen", { day: day(seenAt) }) : t("state.unseen")}</li>
      ) : null}
      {waiting ? <li>{waiting}</li> : null}
      {remindedAt && waiting ? <li>{t("state.reminded", { day: day(remindedAt) })}</li> : null}
      {match.declineReason ? <li>{t(`deal:reason.${match.declineReason}`)}</li> : null}
      {match.declineWords ? <li>{match.declineWords}</li> : null}
      {match.progress?.coordinatorName ? (
        <li>{t("state.coordinator", { name: match.progress.coordinatorName })}</li>
      ) : null}
    </>
  );
}
