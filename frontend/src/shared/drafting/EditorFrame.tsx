import { IconEye, IconPencil } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./frame.module.css";

export type View = "write" | "preview";

interface EditorFrameProps {
  form: ReactNode;
  preview: ReactNode;
  bar: ReactNode;
  /** What stands beside the form, where it is more than what others will see. */
  besideName?: string;
  /** Which of the two a phone shows, where something else may change it. */
  view?: { shown: View; onShow: (view: View) => void };
}

/** Writing on the left, what others will see on the right; on a phone one behind the other. */
export function EditorFrame({ form, preview, bar, besideName, view }: EditorFrameProps) {
  const { t } = useTranslation("offer");
  const [own, setOwn] = useState<View>("write");
  const shown = view?.shown ?? own;
  const setShown = view?.onShow ?? setOwn;
  const beside = besideName ?? t("view.preview");
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
              <Icon size={16} aria-hidden="true" /> {which === "write" ? t("view.write") : beside}
            </button>
          );
        })}
      </div>
      <div className={styles.form}>{form}</div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys have to reach it */}
      <aside className={styles.preview} aria-label={beside} tabIndex={0}>
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
