import { Button } from "@mantine/core";
import {
  IconBell,
  IconBuilding,
  IconChevronDown,
  IconLock,
  IconLogout,
  IconRoute,
  IconUser,
  IconUsers,
} from "@tabler/icons-react";
import { useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { useSession, type Viewer } from "@/shared/session/session";
import styles from "./AccountMenu.module.css";

/**
 * For which firm and in which roles one works, and the way out.
 *
 * Nobody belongs to two firms at a time, so that there is nothing to switch between: the server
 * keeps one active membership for each person, and another firm takes another account.
 */
export function AccountMenu({ viewer }: { viewer: Viewer }) {
  const { t, i18n } = useTranslation();
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const panel = useId();
  const { pathname } = useLocation();
  const firm = firmName(viewer, i18n.language) ?? t("account.noFirm");

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the panel
  useEffect(() => setOpen(false), [pathname]);
  useEffect(() => {
    if (!open) return;
    function leave(event: Event) {
      if (event.target instanceof Node && place.current?.contains(event.target)) return;
      setOpen(false);
    }
    function press(event: KeyboardEvent) {
      if (event.key !== "Escape") return;
      setOpen(false);
      opener.current?.focus();
    }
    document.addEventListener("pointerdown", leave);
    document.addEventListener("focusin", leave);
    document.addEventListener("keydown", press);
    return () => {
      document.removeEventListener("pointerdown", leave);
      document.removeEventListener("focusin", leave);
      document.removeEventListener("keydown", press);
    };
  }, [open]);

  return (
    <div ref={place} className={styles.place}>
      <button
        ref={opener}
        type="button"
        className={styles.opener}
        aria-expanded={open}
        aria-controls={panel}
        onClick={() => setOpen((was) => !was)}
      >
        <span className={styles.initial} aria-hidden="true">
          {[...viewer.name][0]}
        </span>
        <span className="sb-hidden">{t("account.menu", { name: viewer.name })} </span>
        <span className={styles.firm}>{firm}</span>
        <IconChevronDown size={16} aria-hidden="true" />
      </button>
      <div id={panel} className={styles.panel} hidden={!open}>
        <Details viewer={viewer} firm={firm} />
      </div>
    </div>
  );
}

function firmName(viewer: Viewer, language: string): string | null {
  const { organisation } = viewer;
  if (!organisation) return null;
  return language === "ko"
    ? organisation.nameKo || organisation.nameEn
    : organisation.nameEn || organisation.nameKo;
}

function Details({ viewer, firm }: { viewer: Viewer; firm: string }) {
  const { t } = useTranslation(["common", "terms"]);
  const { signOut } = useSession();
  const [failed, setFailed] = useState(false);
  const { organisation, roles } = viewer;

  async function leave() {
    setFailed(false);
    try {
      await signOut();
    } catch {
      setFailed(true);
    }
  }

  return (
    <>
      <p className={styles.name}>{viewer.name}</p>
      <p className="sb-muted">{viewer.email}</p>
      <dl className={styles.facts}>
        <dt>{t("account.firm")}</dt>
        <dd>
          {firm}
          {organisation ? (
            <span>
              {t(`terms:kind.${organisation.kind}`)} ·{" "}
              {t(`terms:verification.${organisation.verification}`)}
            </span>
          ) : null}
        </dd>
        <dt>{t("account.roles")}</dt>
        <dd>{roles.map((role) => t(`terms:role.${role}`)).join(", ") || t("none")}</dd>
      </dl>
      <Ways viewer={viewer} />
      <Button
        variant="default"
        fullWidth
        leftSection={<IconLogout size={16} />}
        onClick={() => void leave()}
      >
        {t("account.signOut")}
      </Button>
      {failed ? (
        <p role="alert" className={styles.failed}>
          {t("account.signOutFailed")}
        </p>
      ) : null}
    </>
  );
}

/** The person's own pages and those of the firm. */
function Ways({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation();
  const ways = [
    { to: "/account", words: t("account.own"), Icon: IconUser },
    { to: "/account/security", words: t("account.security"), Icon: IconLock },
    { to: "/account/notifications", words: t("account.notifications"), Icon: IconBell },
    { to: "/tour", words: t("nav.tour"), Icon: IconRoute },
    ...(viewer.organisation
      ? [
          { to: "/firm", words: t("account.firmPage"), Icon: IconBuilding },
          { to: "/firm/members", words: t("account.members"), Icon: IconUsers },
        ]
      : [{ to: "/join", words: t("nav.join"), Icon: IconBuilding }]),
  ];
  return (
    <ul className={styles.ways}>
      {ways.map(({ to, words, Icon }) => (
        <li key={to}>
          <Link to={to}>
            <Icon size={18} stroke={1.75} aria-hidden="true" />
            {words}
          </Link>
        </li>
      ))}
    </ul>
  );
}
