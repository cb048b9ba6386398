import { Button } from "@mantine/core";
import { Component, type ErrorInfo, type ReactNode } from "react";
import { Translation } from "react-i18next";
import { Reference } from "@/shared/ui/states";
import styles from "./CrashBoundary.module.css";

interface CrashState {
  reference: string | null;
}

function newReference(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(5));
  return `page-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** Catch what a page threw, keep the frame standing, and give a reference to quote. */
export class CrashBoundary extends Component<{ children: ReactNode }, CrashState> {
  override state: CrashState = { reference: null };

  static getDerivedStateFromError(): CrashState {
    return { reference: newReference() };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(this.state.reference, error, info.componentStack);
  }

  override render(): ReactNode {
    const { reference } = this.state;
    if (reference === null) return this.props.children;
    return (
      <Translation>
        {(t) => (
          <div className={styles.crash} role="alert">
            <h1>{t("crash.title")}</h1>
            <p>{t("crash.body")}</p>
            <Reference value={reference} />
            <Button onClick={() => window.location.reload()}>{t("crash.reload")}</Button>
          </div>
        )}
      </Translation>
    );
  }
}
