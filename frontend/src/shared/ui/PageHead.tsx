import { IconChevronRight } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useHangsBelow } from "./hanging";
import styles from "./PageHead.module.css";

interface PageHeadProps {
  title: string;
  lead?: string;
  /** Where this page hangs, for the way back. */
  above?: { name: string; to: string };
  chips?: ReactNode;
  lang?: string;
}

/** Title, way back and state of a page; also names the browser's tab. */
export function PageHead({ title, lead, above, chips, lang }: PageHeadProps) {
  const { t } = useTranslation();
  useHangsBelow(above?.to ?? null);
  return (
    <header className={styles.head}>
      <title>{`${title} · ${t("brand")}`}</title>
      {above ? (
        <nav aria-label={t("breadcrumb")} className={styles.trail}>
          <Link to={above.to}>{above.name}</Link>
          <IconChevronRight size={14} aria-hidden="true" />
        </nav>
      ) : null}
      <h1 lang={lang}>{title}</h1>
      {lead ? <p className={styles.lead}>{lead}</p> : null}
      {chips ? <div className={styles.chips}>{chips}</div> : null}
    </header>
  );
}
