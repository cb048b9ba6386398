import { IconEye, IconPencil } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./frame.module.css";

interface EditorFrameProps {
  form: ReactNode;
  preview: ReactNode;
  bar: ReactNode;
}

/** Writing on the left, what others will see on the right; on a phone one behind the other. */
export function EditorFrame({ form, preview, bar }: EditorFrameProps) {
  const { t } = useTranslation("offer");
  const [shown, setShown] = useState<"write" | "preview">("write");
  return (
    <div className={styles.frame} data-shown={shown}>
      <div className={styles.switch}>
        {(["write", "preview"] as const).map((which) => {
          const Icon = which === "write" ? IconPencil : IconEye;
          return (
            <button
              key={which}
              type="button"
              aria-pressed={shown === which}
              onClick={() => setShown(which)}
            >
              <Icon size={16} aria-hidden="true" /> {t(`view.${which}`)}
            </button>
          );
        })}
      </div>
      <div className={styles.form}>{form}</div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys have to reach it */}
      <aside className={styles.preview} aria-label={t("view.preview")} tabIndex={0}>
        {preview}
      </aside>
      <div className={styles.bar}>{bar}</div>
    </div>
  );
}

interface SectionProps {
  title: string;
  lead: string;
  readers: ReactNode;
  children: ReactNode;
}

/** One part of the text, headed by who will read it. */
export function Section({ title, lead, readers, children }: SectionProps) {
  return (
    <section className={styles.section}>
      <header>
        <h2>{title}</h2>
        <p>{lead}</p>
        {readers}
      </header>
      {children}
    </section>
  );
}
