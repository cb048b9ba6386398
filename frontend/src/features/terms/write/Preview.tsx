import { useTranslation } from "react-i18next";
import type { SheetPartsFragment } from "@/shared/graphql/generated/graphql";
import { Panel } from "@/shared/ui/Panel";
import { type DeclaredFiles, MilestoneList } from "../components/MilestoneList";
import { Schedule } from "../components/Schedule";
import { SheetTable } from "../components/SheetTable";
import { previewOf, type TypedTerms } from "./termsDraft";
import styles from "./write.module.css";

interface PreviewProps {
  typed: TypedTerms;
  sheet: SheetPartsFragment | null;
  files: DeclaredFiles;
}

/** What the typed terms come to, and what they change of the terms on the table. */
export function Preview({ typed, sheet, files }: PreviewProps) {
  const { t } = useTranslation("sheet");
  const version = previewOf(typed);
  const before = sheet?.canCounter ? (sheet.versions.at(-1) ?? null) : null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys have to reach it
    <aside className={styles.preview} aria-label={t("write.preview")} tabIndex={0}>
      <Schedule version={version} />
      {before ? (
        <Panel title={t("write.previewChanges", { number: before.number })}>
          <SheetTable version={version} before={before} narrow onlyChanged />
          <div className={styles.changes}>
            <MilestoneList
              version={version}
              before={before}
              files={files}
              heading="h3"
              onlyChanged
            />
          </div>
        </Panel>
      ) : null}
    </aside>
  );
}
