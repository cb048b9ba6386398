import { useTranslation } from "react-i18next";
import { useWants } from "@/shared/deals/wants";
import drafting from "@/shared/drafting/frame.module.css";
import type { Language } from "@/shared/graphql/generated/graphql";
import { Chip } from "@/shared/ui/Chip";
import { Facts, Panel, Passage } from "@/shared/ui/Panel";
import { type DemandDraft, toInput } from "./demandDraft";
import styles from "./editor.module.css";

/** What a small firm reads: everything but the name and the exclusions. */
export function DemandPreview({ draft, language }: { draft: DemandDraft; language: Language }) {
  const { t } = useTranslation(["offer", "demand", "terms", "common"]);
  const input = toInput(draft);
  const wants = useWants({
    trlMin: draft.trlMin,
    trlMax: draft.trlMax,
    budgetMin: input.budgetMin ?? null,
    budgetMax: input.budgetMax ?? null,
    currency: draft.currency,
    deadline: draft.deadline || null,
  });
  const words = draft.texts[language];
  const lang = language.toLowerCase();
  const unstated = t("common:notStated");
  return (
    <>
      <header className={drafting.previewHead}>
        <h2>{t("preview.demand")}</h2>
        <p>{t("preview.demandReaders")}</p>
      </header>
      <article className={styles.preview}>
        <ul>
          <li>
            <Chip>{t("common:otherFirm")}</Chip>
          </li>
          {draft.industries.map((each) => (
            <li key={each}>
              <Chip>{t(`terms:industry.${each}`)}</Chip>
            </li>
          ))}
        </ul>
        <h3 lang={lang}>{words.title || t("preview.noTitle")}</h3>
        <p lang={lang}>{words.need || t("preview.nothing")}</p>
        <Passage heading={t("demand:outcomes")} text={words.outcomes} lang={lang} />
        <Passage heading={t("demand:constraints")} text={words.constraints} lang={lang} />
      </article>
      <Panel title={t("demand:wanted")}>
        <Facts
          rows={[
            { name: t("terms:trl.label"), value: wants.readiness ?? unstated },
            {
              name: t("terms:mode.label"),
              value:
                draft.transferModes.map((each) => t(`terms:mode.${each}`)).join(", ") || unstated,
            },
            { name: t("demand:budget"), value: wants.budget ?? unstated },
            { name: t("demand:deadline"), value: wants.deadline ?? t("demand:noDeadline") },
          ]}
        />
      </Panel>
    </>
  );
}
