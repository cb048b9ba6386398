import { useTranslation } from "react-i18next";
import styles from "@/shared/drafting/frame.module.css";
import type { Language } from "@/shared/graphql/generated/graphql";
import { CardPanel } from "@/shared/offers/CardPanel";
import { cardOf, summaryOf } from "@/shared/offers/draftViews";
import { SummaryPanel } from "@/shared/offers/SummaryPanel";
import { isWritten, type OfferDraft, textsOf, toInput } from "./offerDraft";

/** Exactly what the two kinds of reader will see, in the language being written. */
export function OfferPreview({ draft, language }: { draft: OfferDraft; language: Language }) {
  const { t } = useTranslation("offer");
  const input = toInput(draft);
  const shown = {
    industry: input.industry ?? null,
    trl: input.trl ?? null,
    transferModes: draft.transferModes,
    year: input.year ?? null,
    ipStatus: input.ipStatus ?? null,
    ipcCodes: input.ipcCodes ?? [],
    ksicCodes: input.ksicCodes ?? [],
    partnerTypes: draft.partnerTypes,
    regions: draft.regions,
    texts: textsOf(draft).filter((text) => text.language === language),
  };
  const summary = summaryOf(shown, language);
  return (
    <>
      <header className={styles.previewHead}>
        <h2>{t("preview.card")}</h2>
        <p>{t("preview.cardReaders")}</p>
      </header>
      <CardPanel card={cardOf(shown, language)} />
      <header className={styles.previewHead}>
        <h2>{t("preview.summary")}</h2>
        <p>{t("preview.summaryReaders")}</p>
      </header>
      {summary && isWritten(draft.texts[language]) ? (
        <div className={styles.previewText}>
          <h3 lang={language.toLowerCase()}>{summary.title || t("preview.noTitle")}</h3>
          <SummaryPanel summary={summary} />
        </div>
      ) : (
        <p className="sb-muted sb-small">{t("preview.nothing")}</p>
      )}
    </>
  );
}
