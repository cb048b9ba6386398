import { Button } from "@mantine/core";
import { Component, type ErrorInfo, type ReactNode } from "react";
import { Translation } from "react-i18next";
import { Reference } from "@/shared/ui/states";
import styles from "./CrashBoundary.module.css";

interface CrashState {
  reference: string | null;
  /** The page's file did not arrive; the page itself is sound. */
  unreached: boolean;
}

function newReference(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(5));
  return `page-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** Browsers word it differently; each names the module or its preload. */
function isUnreached(error: unknown): boolean {
  return (
    error instanceof Error && /dynamically imported|importing a module|preload/i.test(error.message)
  );
}

/** Catch what a page threw, keep the frame standing, and give a reference to quote. */
export class CrashBoundary extends Component<{ children: ReactNode }, CrashState> {
  override state: CrashState = { reference: null, unreached: false };

  static getDerivedStateFromError(error: unknown): CrashState {
    return { reference: newReference(), unreached: isUnreached(error) };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(this.state.reference, error, info.componentStack);
  }

  override render(): ReactNode {
    const { reference, unreached } = this.state;
    if (reference === null) return this.props.children;
    return (
      <Translation>
        {(t) => (
          <div className={styles.crash} role="alert">
            <title>{`${t(unreached ? "trouble.offline.title" : "crash.title")} · ${t("brand")}`}</title>
            <h1>{t(unreached ? "trouble.offline.title" : "crash.title")}</h1>
            <p>{t(unreached ? "trouble.offline.body" : "crash.body")}</p>
            {unreached ? null : <Reference value={reference} />}
            <Button onClick={() => window.location.reload()}>{t("crash.reload")}</Button>
          </div>
        )}
      </Translation>
    );
  }
}
