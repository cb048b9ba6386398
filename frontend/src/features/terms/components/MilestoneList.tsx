import { IconPackageExport } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { DealTermsQuery } from "@/shared/graphql/generated/graphql";
import { formatDay } from "@/shared/lib/dates";
import { formatMoney } from "@/shared/lib/money";
import { Chip } from "@/shared/ui/Chip";
import { Value, Words } from "./Difference";
import styles from "./MilestoneList.module.css";
import { type Milestone, type MilestonePair, pairMilestones, type Version } from "./versions";

export type DeclaredFiles = NonNullable<DealTermsQuery["dealTerms"]>["files"];

interface MilestoneListProps {
  version: Version;
  before: Version | null;
  files: DeclaredFiles;
  onlyChanged?: boolean;
  /** How deep the names of milestones stand below the page's other headings. */
  heading?: "h3" | "h4";
}

/** What is delivered and paid, in order, with what came, went and changed. */
export function MilestoneList(props: MilestoneListProps) {
  const { version, before, files, onlyChanged, heading = "h4" } = props;
  const { t } = useTranslation("sheet");
  const all = pairMilestones(version.milestones, before?.milestones ?? []);
  const pairs = onlyChanged ? all.filter(({ kind, moved }) => kind !== "same" || moved) : all;
  if (pairs.length === 0 && onlyChanged) return null;
  if (pairs.length === 0) return <p className="sb-muted">{t("milestone.none")}</p>;
  return (
    <ol className={styles.list}>
      {pairs.map((pair) => (
        <MilestoneItem
          key={(pair.now ?? pair.before).id}
          // Without another version nothing is new.
          pair={
            before
              ? pair
              : {
                  ...pair,
                  kind: "same" as const,
                  before: pair.now as Milestone,
                  now: pair.now as Milestone,
                }
          }
          money={{
            now: version.currency,
            before: before?.currency ?? version.currency,
          }}
          files={files}
          heading={heading}
        />
      ))}
    </ol>
  );
}

interface ItemProps {
  pair: MilestonePair;
  money: { now: string; before: string };
  files: DeclaredFiles;
  heading: "h3" | "h4";
}

function MilestoneItem({ pair, money, files, heading: Heading }: ItemProps) {
  const { t, i18n } = useTranslation("sheet");
  const { kind, moved } = pair;
  const shown = pair.now ?? pair.before;
  const was = kind === "changed" ? pair.before : null;
  const price = (each: Milestone, currency: string) =>
    formatMoney(each.amountMinor, currency, i18n.language);
  const day = (each: Milestone) =>
    t("milestone.due", { day: formatDay(each.dueOn, i18n.language) });
  return (
    <li className={styles.item} data-kind={kind}>
      <div className={styles.head}>
        <Heading>
          <Words now={shown.title} {...(was ? { before: was.title } : {})} />
        </Heading>
        {kind === "same" ? null : (
          <Chip tone={kind === "removed" ? "red" : "blue"}>{t(`milestone.${kind}`)}</Chip>
        )}
        {moved ? <Chip>{t("milestone.moved")}</Chip> : null}
      </div>
      <p className={styles.price}>
        <strong>
          <Value
            now={price(shown, pair.now ? money.now : money.before)}
            {...(was ? { before: price(was, money.before) } : {})}
          />
        </strong>
        <span>
          <Value now={day(shown)} {...(was ? { before: day(was) } : {})} />
        </span>
      </p>
      <p className={styles.delivery}>
        <span className={styles.label}>{t("milestone.delivery")}</span>
        <Words now={shown.delivery} {...(was ? { before: was.delivery } : {})} />
      </p>
      <Data milestone={shown} files={files} />
    </li>
  );
}

function Data({ milestone, files }: { milestone: Milestone; files: DeclaredFiles }) {
  const { t } = useTranslation("sheet");
  const nameOf = useFileName(files);
  if (milestone.documents.length === 0 && !milestone.depositRelease) return null;
  return (
    <ul className={styles.data}>
      {milestone.documents.map((id) => (
        <li key={id}>{nameOf(id)}</li>
      ))}
      {milestone.depositRelease ? (
        <li data-release="true">
          <IconPackageExport size={16} aria-hidden="true" />
          {t("milestone.release")}
        </li>
      ) : null}
    </ul>
  );
}

/** Name a listed file as the reader may know it. */
export function useFileName(files: DeclaredFiles): (id: string) => string {
  const { t } = useTranslation("sheet");
  return (id) => {
    const found = files.find((each) => each.id === id);
    if (!found) return t("milestone.fileGone");
    const { position, name } = found;
    return name ? t("milestone.fileNamed", { position, name }) : t("milestone.file", { position });
  };
}
