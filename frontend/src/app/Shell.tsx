import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link, NavLink, useLocation } from "react-router";
import { useSession } from "@/shared/session/session";
import { placesFor } from "./navigation";
import { SchemeSwitch } from "./SchemeSwitch";
import styles from "./Shell.module.css";
import { Shortcuts } from "./Shortcuts";
import { TopBar } from "./TopBar";

/** The frame of every page: top bar, rail (a bottom bar on a phone), content, footer. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const before = useRef(pathname);

  // A new page starts at its top, and a screen reader goes on from there.
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [pathname]);

  const open = pathname === "/";
  return (
    <div className={styles.shell} data-open={open}>
      <a href="#content" className={styles.skip}>
        {t("skip")}
      </a>
      <TopBar />
      {open ? null : <Rail />}
      <main id="content" ref={main} tabIndex={-1} className={styles.main}>
        {children}
      </main>
      <footer className={styles.footer}>
        <div className={styles.footerInner}>
          <p>{t("footer.about")}</p>
          <nav aria-label={t("nav.promises")}>
            <Link to="/promises">{t("nav.promises")}</Link>
            <Link to="/glossary">{t("nav.glossary")}</Link>
          </nav>
          <SchemeSwitch />
        </div>
      </footer>
      <Shortcuts />
    </div>
  );
}

/** Tell whether a place of the rail is where one is; a technology may belong to any of them. */
function isHere(to: string, pathname: string): boolean {
  const path = to.split("?")[0] ?? to;
  return pathname === path || (path !== "/technologies" && pathname.startsWith(`${path}/`));
}

function Rail() {
  const { t } = useTranslation();
  const { viewer } = useSession();
  const { pathname } = useLocation();
  return (
    <nav className={styles.rail} aria-label={t("nav.label")}>
      <ul>
        {placesFor(viewer).map(({ to, words, Icon }) => {
          const here = isHere(to, pathname);
          return (
            <li key={to}>
              <NavLink to={to} className={styles.place ?? ""} data-here={here} end>
                <Icon size={20} stroke={1.75} aria-hidden="true" />
                <span>{t(`nav.${words}`)}</span>
              </NavLink>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
