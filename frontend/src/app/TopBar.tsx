import { Button } from "@mantine/core";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { wantWorkWords } from "@/shared/i18n/setup";
import { useSession } from "@/shared/session/session";
import { AccountMenu } from "./AccountMenu";
import { Mark } from "./Brand";
import { LanguageSwitch } from "./LanguageSwitch";
import { QuickSearch } from "./QuickSearch";
import styles from "./TopBar.module.css";

// Comes after the page, with the words of those who have signed in.
const Bell = lazy(async () => {
  const [file] = await Promise.all([
    import("@/features/notifications/components/Bell"),
    wantWorkWords(),
  ]);
  return { default: file.Bell };
});

/** Brand, search, language, notifications and account, on every page. */
export function TopBar() {
  const { t } = useTranslation();
  const { viewer, loading } = useSession();
  const { pathname, search } = useLocation();
  const asked =
    pathname === "/" || pathname === "/sign-in"
      ? ""
      : `?next=${encodeURIComponent(pathname + search)}`;
  // The market has its own, larger field; two of one kind would confuse.
  const searches = pathname !== "/market";
  return (
    <header className={styles.bar} data-open={pathname === "/"}>
      <div className={styles.inner}>
        <Link to={viewer ? "/home" : "/"} className={styles.brand}>
          <Mark />
          <span className={styles.name}>{t("brand")}</span>
        </Link>
        <div className={styles.middle}>{searches ? <QuickSearch /> : null}</div>
        <LanguageSwitch />
        {viewer ? (
          <>
            <span className={styles.bell}>
              <Suspense fallback={null}>
                <Bell />
              </Suspense>
            </span>
            <AccountMenu viewer={viewer} />
          </>
        ) : null}
        {viewer || pathname === "/sign-in" ? null : (
          <Button
            component={Link}
            to={`/sign-in${asked}`}
            variant="default"
            size="sm"
            // Keeps its place while it is not yet known who looks.
            style={{ visibility: loading ? "hidden" : "visible" }}
          >
            {t("account.signIn")}
          </Button>
        )}
      </div>
    </header>
  );
}
