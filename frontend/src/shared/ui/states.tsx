import { Button } from "@mantine/core";
import { IconAlertTriangle, IconLock, IconPlugConnectedX, IconRefresh } from "@tabler/icons-react";
import { type ReactNode, useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import type { CombinedError } from "urql";
import { referenceOf, troubleOf } from "@/shared/graphql/client";
import { beginSigningIn, onPresence, presence } from "@/shared/graphql/presence";
import { CopyButton } from "./CopyButton";
import styles from "./states.module.css";

/** Show a skeleton only when the answer takes longer than a blink. */
export function Loading({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" className={styles.loading} data-late={late}>
      <span className="sb-hidden">{t("loading")}</span>
      <div aria-hidden="true">{children}</div>
    </div>
  );
}

/** A grey bar where a line of text will stand. */
export function Bar({ width = "100%", height = 16 }: { width?: string; height?: number }) {
  return <span className={styles.bar} style={{ width, height }} />;
}

/** A page's outline while it loads. */
export function PageSkeleton() {
  return (
    <Loading>
      <div className={styles.outline}>
        <Bar width="120px" height={14} />
        <Bar width="60%" height={32} />
        <Bar height={88} />
        <Bar width="92%" />
        <Bar width="97%" />
        <Bar width="70%" />
      </div>
    </Loading>
  );
}

interface EmptyProps {
  title: string;
  body?: string;
  /** Stands where the whole page would, so that its title is the page's heading. */
  whole?: boolean;
  children?: ReactNode;
}

/** One sentence and one way on. */
export function Empty({ title, body, whole = false, children }: EmptyProps) {
  return (
    <div className={styles.empty}>
      <Title words={title} whole={whole} />
      {body ? <p className="sb-muted sb-small">{body}</p> : null}
      {children}
    </div>
  );
}

function Title({ words, whole }: { words: string; whole: boolean }) {
  const { t } = useTranslation();
  if (!whole) return <p className={styles.emptyTitle}>{words}</p>;
  return (
    <>
      <title>{`${words} · ${t("brand")}`}</title>
      <h1 className={styles.emptyTitle}>{words}</h1>
    </>
  );
}

const ICONS = {
  offline: IconPlugConnectedX,
  search: IconAlertTriangle,
  server: IconAlertTriangle,
  forbidden: IconLock,
  sign_in: IconLock,
} as const;

interface ErrorStateProps {
  error: CombinedError;
  retry?: () => void;
  /** Stands where the whole page would, so that its title is the page's heading. */
  whole?: boolean;
}

/** What happened, what was kept, what to do, and the reference. */
export function ErrorState({ error, retry, whole = false }: ErrorStateProps) {
  const { t } = useTranslation();
  const { pathname, search } = useLocation();
  const { ended } = useSyncExternalStore(onPresence, presence);
  if (whole && isNotThere(error)) return <NotFound />;
  const trouble = troubleOf(error);
  const reference = referenceOf(error);
  const Icon = ICONS[trouble];
  return (
    <div className={styles.empty} role="alert">
      <Icon size={24} aria-hidden="true" className={styles.icon} />
      <Title words={t(`trouble.${trouble}.title`)} whole={whole} />
      <p className="sb-muted sb-small">{t(`trouble.${trouble}.body`)}</p>
      {reference ? <Reference value={reference} /> : null}
      {trouble === "forbidden" ? (
        <Button component={Link} to="/home" variant="default">
          {t("nav.home")}
        </Button>
      ) : null}
      {trouble === "sign_in" && ended ? (
        <Button onClick={beginSigningIn}>{t("live.signIn")}</Button>
      ) : null}
      {trouble === "sign_in" && !ended ? (
        <Button component={Link} to={`/sign-in?next=${encodeURIComponent(pathname + search)}`}>
          {t("account.signIn")}
        </Button>
      ) : null}
      {retry && (trouble === "offline" || trouble === "search" || trouble === "server") ? (
        <Button leftSection={<IconRefresh size={16} />} onClick={retry}>
          {t("retry")}
        </Button>
      ) : null}
    </div>
  );
}

/** What was deleted, or belongs to somebody else, is no fault of the server. */
function isNotThere(error: CombinedError): boolean {
  return error.graphQLErrors.some(({ extensions }) => extensions.code === "not_found");
}

export function Reference({ value }: { value: string }) {
  const { t } = useTranslation();
  return (
    <p className={styles.reference}>
      {t("trouble.reference")} <code>{value}</code>
      <CopyButton value={value} label={t("trouble.reference")} />
    </p>
  );
}

/** The page for an address that leads nowhere, or nowhere for this person. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <div className={styles.missing}>
      <title>{`${t("notFound.title")} · ${t("brand")}`}</title>
      <h1>{t("notFound.title")}</h1>
      <p className="sb-muted">{t("notFound.body")}</p>
      <Button component={Link} to="/market">
        {t("notFound.action")}
      </Button>
    </div>
  );
}
