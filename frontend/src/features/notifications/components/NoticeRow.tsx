import {
  IconBriefcase,
  IconBuilding,
  IconBulb,
  IconLink,
  IconTargetArrow,
  type TablerIcon,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useOfferTitle } from "@/shared/deals/naming";
import type {
  NoticeDealsQuery,
  NoticeLineFragment,
  NotificationCategory,
} from "@/shared/graphql/generated/graphql";
import { formatInstant, formatMoment, formatTimeOfDay } from "@/shared/lib/dates";
import { Chip } from "@/shared/ui/Chip";
import { knownKind } from "../kinds";
import styles from "./NoticeRow.module.css";

const ICONS: Record<NotificationCategory, TablerIcon> = {
  FIRM: IconBuilding,
  TECHNOLOGY: IconBulb,
  DEMAND: IconTargetArrow,
  MATCH: IconLink,
  CASE: IconBriefcase,
};

type Technology = NoticeDealsQuery["matches"]["nodes"][number]["technology"];

interface NoticeRowProps {
  notice: NoticeLineFragment;
  /** Of the deal that it is about, where that one is known and not over. */
  technology: Technology | null;
  onOpen: () => void;
}

/** One notice: what happened, whether something is asked, until when; the row is the way there. */
export function NoticeRow({ notice, technology, onOpen }: NoticeRowProps) {
  const { t, i18n } = useTranslation("notice");
  const kind = knownKind(notice.kind, notice.path);
  const Icon = ICONS[notice.category];
  const unread = !notice.readAt;
  const title = useOfferTitle(technology);
  return (
    <li className={styles.row} data-unread={unread}>
      <Icon size={20} stroke={1.75} aria-hidden="true" />
      <div className={styles.words}>
        <Link to={notice.path} onClick={onOpen}>
          {kind ? t(`kind.${kind}`) : t(`other.${notice.category}`)}
          {unread ? <span className="sb-hidden"> ({t("unreadMark")})</span> : null}
        </Link>
        <p className={styles.under}>
          {technology ? (
            <span
              className={styles.about}
              lang={(technology.summary ?? technology.card).language.toLowerCase()}
            >
              {title}
            </span>
          ) : (
            <span>{t(`category.${notice.category}`)}</span>
          )}
          {notice.asks && unread ? <Chip tone="amber">{t("asks")}</Chip> : null}
          {notice.dueAt ? (
            <span>{t("due", { moment: formatMoment(notice.dueAt, i18n.language) })}</span>
          ) : null}
        </p>
      </div>
      <time
        className={styles.time}
        dateTime={notice.createdAt}
        title={formatInstant(notice.createdAt, i18n.language)}
      >
        {formatTimeOfDay(notice.createdAt)}
      </time>
    </li>
  );
}
