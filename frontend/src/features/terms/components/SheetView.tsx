import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { SheetPartsFragment } from "@/shared/graphql/generated/graphql";
import { formatDate } from "@/shared/lib/dates";
import { Chip, type Tone } from "@/shared/ui/Chip";
import { Panel } from "@/shared/ui/Panel";
import { type DeclaredFiles, MilestoneList } from "./MilestoneList";
import { pointsChanged, SheetTable } from "./SheetTable";
import styles from "./SheetView.module.css";
import { useSides } from "./useSides";
import { pairMilestones, type Version } from "./versions";

interface SheetViewProps {
  sheet: SheetPartsFragment;
  shown: Version;
  before: Version | null;
  files: DeclaredFiles;
}

/** One version on paper: who offered it when, its points, and what differs from another one. */
export function SheetView({ sheet, shown, before, files }: SheetViewProps) {
  const { t, i18n } = useTranslation("sheet");
  const { nameOf } = useSides();
  return (
    <Panel
      title={t("offered", { number: shown.number, side: nameOf(shown.side) })}
      aside={<StateChip sheet={sheet} shown={shown} />}
    >
      <p className={styles.by}>
        {t("offeredBy", {
          name: shown.by,
          side: nameOf(shown.side),
          date: formatDate(shown.createdAt, i18n.language),
        })}
      </p>
      {sheet.versions.length > 1 && shown.number > 1 ? (
        <Compare versions={sheet.versions} shown={shown} before={before} />
      ) : null}
      <SheetTable version={shown} before={before} />
      <h3 className={styles.heading}>{t("milestone.title")}</h3>
      <MilestoneList version={shown} before={before} files={files} />
    </Panel>
  );
}

function StateChip({ sheet, shown }: { sheet: SheetPartsFragment; shown: Version }) {
  const { t } = useTranslation("sheet");
  const { side, nameOf } = useSides();
  const isLast = shown.number === sheet.versions.length;
  const [tone, words] = ((): [Tone, string] => {
    if (!isLast) return ["plain", t("state.old")];
    if (sheet.state === "AGREED") return ["seal", t("state.AGREED")];
    if (sheet.state === "WITHDRAWN" || !sheet.turn) return ["plain", t("state.WITHDRAWN")];
    if (sheet.turn === side) return ["amber", t("state.yours")];
    return ["plain", t("state.theirs", { firm: nameOf(sheet.turn) })];
  })();
  return (
    <span className={styles.chips}>
      <Chip>{t("notContract")}</Chip>
      <Chip tone={tone}>{words}</Chip>
    </span>
  );
}

interface CompareProps {
  versions: readonly Version[];
  shown: Version;
  before: Version | null;
}

function Compare({ versions, shown, before }: CompareProps) {
  const { t } = useTranslation("sheet");
  const { nameOf } = useSides();
  const [params, setParams] = useSearchParams();

  function compare(value: string) {
    const next = new URLSearchParams(params);
    next.set("against", value);
    setParams(next, { replace: true, preventScrollReset: true });
  }

  return (
    <div className={styles.compare}>
      <NativeSelect
        label={t("compare.label")}
        value={before ? String(before.number) : "0"}
        onChange={(event) => compare(event.currentTarget.value)}
        data={[
          ...versions
            .filter((each) => each.number !== shown.number)
            .map((each) => ({
              value: String(each.number),
              label: t("compare.with", { number: each.number, side: nameOf(each.side) }),
            })),
          { value: "0", label: t("compare.nothing") },
        ]}
      />
      <p role="status">{before ? <Count shown={shown} before={before} /> : null}</p>
    </div>
  );
}

function Count({ shown, before }: { shown: Version; before: Version }) {
  const { t } = useTranslation("sheet");
  const pairs = pairMilestones(shown.milestones, before.milestones);
  const count =
    pointsChanged(shown, before) +
    pairs.filter(({ kind, moved }) => kind !== "same" || moved).length;
  const { number } = before;
  return count === 0 ? t("compare.same", { number }) : t("compare.count", { count, number });
}
