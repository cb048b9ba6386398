import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Language } from "@/shared/graphql/generated/graphql";
import { Checks } from "./Checks";
import { DemandPreview } from "./DemandPreview";
import type { DemandDraft } from "./demandDraft";
import { LiveMatches } from "./LiveMatches";
import styles from "./live.module.css";
import { openRemarks, type Remark } from "./remarks";
import type { LivePreview } from "./useDemandPreview";

const PARTS = ["matches", "checks", "readers"] as const;

interface EditorAsideProps {
  draft: DemandDraft;
  language: Language;
  live: LivePreview;
  kept: ReadonlySet<string>;
  onShow: (remark: Remark) => void;
  onKeep: (remark: Remark) => void;
  onTakeBack: () => void;
}

/** Beside the form: what the market answers, what to mend, and what others will read. */
export function EditorAside(props: EditorAsideProps) {
  const { draft, language, live, kept } = props;
  const { t } = useTranslation("offer");
  const [part, setPart] = useState<(typeof PARTS)[number]>("matches");
  const { preview } = live;
  const waiting = preview
    ? preview.vagueness.length + openRemarks(preview.remarks, kept).length
    : 0;
  return (
    <>
      <fieldset className={styles.parts}>
        <legend className="sb-hidden">{t("aside.label")}</legend>
        {PARTS.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={part === each}
            onClick={() => setPart(each)}
          >
            {t(`aside.${each}`)}
            {each === "checks" && waiting > 0 ? (
              <span className={styles.count}>
                {waiting}
                <span className="sb-hidden"> {t("check.waiting")}</span>
              </span>
            ) : null}
          </button>
        ))}
      </fieldset>
      {part === "matches" ? <LiveMatches live={live} /> : null}
      {part === "checks" ? (
        <Checks
          preview={preview}
          kept={kept}
          onShow={props.onShow}
          onKeep={props.onKeep}
          onTakeBack={props.onTakeBack}
        />
      ) : null}
      {part === "readers" ? <DemandPreview draft={draft} language={language} /> : null}
    </>
  );
}
