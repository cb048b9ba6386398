import { IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { type Language, LikedTechnologyDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import styles from "./AskedBy.module.css";
import { useTechnologyTitle } from "./naming";

/** A document that is searched by; it lives as long as the page, and nowhere else. */
export interface SearchedBy {
  text: string;
  /** The file's name; empty for a text that was pasted. */
  name: string;
  isWhole: boolean;
}

/** Which technology the market is searched by, with the way back to it. */
export function LikedBy({ id, onClear }: { id: string; onClear: () => void }) {
  const { i18n } = useTranslation("market");
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const [{ data }] = useTypedQuery(LikedTechnologyDocument, { id, language });
  const technology = data?.technology;
  if (!technology) return null;
  return <Liked technology={technology} onClear={onClear} />;
}

type Technology = Parameters<typeof useTechnologyTitle>[0] & {
  id: string;
  card: { language: string };
  summary?: { language: string } | null | undefined;
};

function Liked({ technology, onClear }: { technology: Technology; onClear: () => void }) {
  const { t } = useTranslation("market");
  const title = useTechnologyTitle(technology);
  const written = (technology.summary ?? technology.card).language.toLowerCase();
  return (
    <Strip onClear={onClear}>
      {t("like.asked")}{" "}
      <Link to={`/technologies/${technology.id}`} lang={written}>
        {title}
      </Link>
    </Strip>
  );
}

/** Which document the market is searched by, and that it was not kept. */
export function DocumentBy({ by, onClear }: { by: SearchedBy; onClear: () => void }) {
  const { t, i18n } = useTranslation("market");
  const most = by.text.length.toLocaleString(i18n.language);
  return (
    <Strip onClear={onClear}>
      {by.name ? (
        <>
          {t("document.asked")} <span translate="no">{by.name}</span>
        </>
      ) : (
        t("document.askedText")
      )}
      {". "}
      {by.isWhole ? "" : `${t("document.cut", { most })} `}
      {t("document.notKept")}
    </Strip>
  );
}

function Strip({ onClear, children }: { onClear: () => void; children: ReactNode }) {
  const { t } = useTranslation("market");
  return (
    <div className={styles.strip}>
      <p>{children}</p>
      <button type="button" className={styles.clear} onClick={onClear}>
        {t("like.clear")}
        <IconX size={14} aria-hidden="true" />
      </button>
    </div>
  );
}
