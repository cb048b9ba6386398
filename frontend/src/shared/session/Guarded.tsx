import { Button } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { Empty, PageSkeleton } from "@/shared/ui/states";
import { useSession, type Viewer } from "./session";

interface GuardedProps {
  /** Left out, being signed in is enough. */
  may?: (viewer: Viewer) => boolean;
  /** There is no other heading on the page. */
  whole?: boolean;
  children: ReactNode;
}

/** A page for people who are signed in; the server decides, this only says it kindly. */
export function Guarded({ may, whole = false, children }: GuardedProps) {
  const { t } = useTranslation();
  const { viewer, loading } = useSession();
  const { pathname, search } = useLocation();
  if (!viewer && loading) return <PageSkeleton />;
  if (!viewer) {
    return (
      <Empty title={t("trouble.sign_in.title")} body={t("trouble.sign_in.body")} whole={whole}>
        <Button
          component={Link}
          to={`/sign-in?next=${encodeURIComponent(pathname + search)}`}
          leftSection={<IconLock size={16} aria-hidden="true" />}
        >
          {t("account.signIn")}
        </Button>
      </Empty>
    );
  }
  if (may && !may(viewer)) {
    return (
      <Empty title={t("trouble.forbidden.title")} body={t("trouble.forbidden.body")} whole={whole}>
        <Button component={Link} to="/home" variant="default">
          {t("nav.home")}
        </Button>
      </Empty>
    );
  }
  return children;
}
