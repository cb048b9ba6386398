import { IconBuilding, IconHourglass } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { useSession, type Viewer } from "@/shared/session/session";
import styles from "./FirmBar.module.css";

type Words = "join" | "invited" | "unverified" | "pending" | "rejected";

/** Say what stands between the person and the rest of the product; null when nothing does. */
function wordsFor(viewer: Viewer | null): Words | null {
  if (!viewer) return null;
  if (!viewer.organisation) return viewer.invitations.length > 0 ? "invited" : "join";
  switch (viewer.organisation.verification) {
    case "UNVERIFIED":
      return "unverified";
    case "PENDING":
      return "pending";
    case "REJECTED":
      return "rejected";
    case "VERIFIED":
      return null;
  }
}

/** A quiet bar for people without a firm, and for firms that were not checked yet. */
export function FirmBar() {
  const { t } = useTranslation();
  const { viewer } = useSession();
  const { pathname } = useLocation();
  const words = wordsFor(viewer);
  if (!words) return null;
  const to = words === "join" || words === "invited" ? "/join" : "/firm";
  // The page it leads to says the same at length.
  if (pathname === to || pathname === "/") return null;
  const Icon = words === "pending" ? IconHourglass : IconBuilding;
  return (
    <aside className={styles.bar} data-words={words} aria-label={t("firmBar.label")}>
      <Icon size={18} aria-hidden="true" />
      <p>
        {t(`firmBar.${words}`)} <Link to={to}>{t(`firmBar.${words}Link`)}</Link>
      </p>
    </aside>
  );
}
