import { useState } from "react";
import { useTranslation } from "react-i18next";
import type {
  ChangePartsFragment,
  DraftPartsFragment,
  Language,
} from "@/shared/graphql/generated/graphql";
import { CardPanel } from "@/shared/offers/CardPanel";
import { Changes } from "@/shared/offers/Changes";
import { cardOf, summaryOf } from "@/shared/offers/draftViews";
import { SummaryPanel } from "@/shared/offers/SummaryPanel";
import styles from "./WhatIsRead.module.css";

interface WhatIsReadProps {
  draft: DraftPartsFragment;
  /** What changed since the last decision; null on the first review. */
  diff: ChangePartsFragment | null;
}

/** The text as the market would see it; on a second review first what changed. */
export function WhatIsRead({ draft, diff }: WhatIsReadProps) {
  const { t, i18n } = useTranslation(["review", "common"]);
  const [shown, setShown] = useState<"changes" | "whole">(diff ? "changes" : "whole");
  const own: Language = i18n.language === "ko" ? "KO" : "EN";
  const written = draft.texts.map((text) => text.language);
  const [language, setLanguage] = useState<Language>(
    written.includes(own) ? own : (written[0] ?? own),
  );
  const summary = summaryOf(draft, language);
  return (
    <section className={styles.read} aria-label={t("page.showLabel")}>
      <div className={styles.switches}>
        {diff ? (
          <fieldset className={styles.switch}>
            <legend className="sb-hidden">{t("page.showLabel")}</legend>
            {(["changes", "whole"] as const).map((which) => (
              <button
                key={which}
                type="button"
                aria-pressed={shown === which}
                onClick={() => setShown(which)}
              >
                {t(`page.${which}`)}
                {which === "changes" ? ` (${diff.changes.length})` : ""}
              </button>
            ))}
          </fieldset>
        ) : null}
        {shown === "whole" && written.length > 1 ? (
          <fieldset className={styles.switch}>
            <legend className="sb-hidden">{t("page.language")}</legend>
            {written.map((each) => (
              <button
                key={each}
                type="button"
                aria-pressed={language === each}
                onClick={() => setLanguage(each)}
              >
                {t(each === "KO" ? "common:language.ko" : "common:language.en")}
              </button>
            ))}
          </fieldset>
        ) : null}
      </div>
      {shown === "changes" && diff ? (
        <>
          <h2 className={styles.readers}>{t("page.since", { number: diff.fromNumber })}</h2>
          <Changes changes={diff.changes} />
        </>
      ) : (
        <>
          <h2 className={styles.readers}>{t("page.card")}</h2>
          <CardPanel card={cardOf(draft, language)} />
          <h2 className={styles.readers}>{t("page.summary")}</h2>
          {summary ? (
            <>
              <h3 lang={language.toLowerCase()}>{summary.title}</h3>
              <SummaryPanel summary={summary} />
            </>
          ) : null}
        </>
      )}
    </section>
  );
}
