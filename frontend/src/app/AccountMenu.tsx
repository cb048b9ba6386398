import { Menu } from "@mantine/core";
import { IconChevronDown, IconLogout } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useSession, type Viewer } from "@/shared/session/session";
import styles from "./TopBar.module.css";

/** For which firm and in which roles one works, and the way out. */
export function AccountMenu({ viewer }: { viewer: Viewer }) {
  const { t, i18n } = useTranslation(["common", "terms"]);
  const { signOut } = useSession();
  const navigate = useNavigate();
  const [failed, setFailed] = useState(false);
  const organisation = viewer.organisation;
  const firm = organisation
    ? i18n.language === "ko"
      ? organisation.nameKo || organisation.nameEn
      : organisation.nameEn || organisation.nameKo
    : t("account.noFirm");

  async function leave() {
    setFailed(false);
    try {
      await signOut();
      await navigate("/");
    } catch {
      setFailed(true);
    }
  }

  return (
    <Menu
      position="bottom-end"
      width={280}
      withinPortal
      {...(failed ? { opened: true } : {})}
      onClose={() => setFailed(false)}
    >
      <Menu.Target>
        <button
          type="button"
          className={styles.account}
          aria-label={t("account.menu", { name: viewer.name })}
        >
          <span className={styles.initial} aria-hidden="true">
            {[...viewer.name][0]}
          </span>
          <span className={styles.firm}>{firm}</span>
          <IconChevronDown size={16} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={styles.who}>
          <strong>{viewer.name}</strong>
          <span className="sb-muted">{viewer.email}</span>
          <span>{firm}</span>
          {organisation ? (
            <span className="sb-muted">
              {t(`terms:kind.${organisation.kind}`)} ·{" "}
              {t(`terms:verification.${organisation.verification}`)}
            </span>
          ) : null}
          <span className="sb-muted">
            {t("account.roles")}:{" "}
            {viewer.roles.map((role) => t(`terms:role.${role}`)).join(", ") || t("none")}
          </span>
        </div>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void leave()}>
          {t("account.signOut")}
        </Menu.Item>
        {failed ? (
          <p className={styles.who} role="alert">
            {t("account.signOutFailed")}
          </p>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
