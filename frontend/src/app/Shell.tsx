import { lazy, type ReactNode, Suspense, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import { tourOf, useTour } from "@/features/guide/tour";
import { wantWorkWords } from "@/shared/i18n/setup";
import { useSession } from "@/shared/session/session";
import { FirmBar } from "./FirmBar";
import { Footer } from "./Footer";
import { PresenceBar } from "./PresenceBar";
import { Rail } from "./Rail";
import styles from "./Shell.module.css";
import { Shortcuts } from "./Shortcuts";
import { TopBar } from "./TopBar";
import { TransferTray } from "./TransferTray";

// Comes with its words, once somebody follows it.
const TourStrip = lazy(async () => {
  const [file] = await Promise.all([
    import("@/features/guide/components/TourStrip"),
    wantWorkWords(),
  ]);
  return { default: file.TourStrip };
});

/** The frame of every page: top bar, rail (a bottom bar on a phone), content, footer. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const tour = useTour();
  const { viewer } = useSession();
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
        <PresenceBar />
        <FirmBar />
        {tour && viewer && tour.name === tourOf(viewer) ? (
          <Suspense fallback={null}>
            <TourStrip tour={tour} />
          </Suspense>
        ) : null}
        {children}
      </main>
      <Footer />
      <Shortcuts />
      <TransferTray />
    </div>
  );
}
