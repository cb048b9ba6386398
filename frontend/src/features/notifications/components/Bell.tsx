import { IconBell } from "@tabler/icons-react";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useNoticeCount } from "../counting";
import { useFollowedNotices } from "../following";
import styles from "./Bell.module.css";

/** The way to the notifications, with how many are unread; a new one is said quietly. */
export function Bell() {
  const { t } = useTranslation("notice");
  const count = useNoticeCount();
  const [said, setSaid] = useState("");
  useFollowedNotices(useCallback((fresh) => setSaid(t("bell.new", { count: fresh })), [t]));
  const unread = count?.unread ?? 0;
  return (
    <>
      <Link to="/notifications" className={styles.bell} title={t("title")}>
        <IconBell size={20} stroke={1.75} aria-hidden="true" />
        <span className="sb-hidden">
          {unread > 0 ? t("bell.unread", { count: unread }) : t("bell.none")}
        </span>
        {unread > 0 ? (
          <span className={styles.count} aria-hidden="true">
            {unread > 99 ? "99+" : unread}
          </span>
        ) : null}
      </Link>
      <span className="sb-hidden" role="status">
        {said}
      </span>
    </>
  );
}
