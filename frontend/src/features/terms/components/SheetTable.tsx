import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { formatMoney } from "@/shared/lib/money";
import { Term } from "@/shared/ui/Term";
import { ChangedChip, Value, Words } from "./Difference";
import { figures, moneyStep } from "./money";
import styles from "./SheetTable.module.css";
import type { Version } from "./versions";

interface SheetTableProps {
  version: Version;
  /** What it is compared with. */
  before: Version | null;
  /** Names above values, where there is little room. */
  narrow?: boolean;
  onlyChanged?: boolean;
}

interface Row {
  name: string;
  label: ReactNode;
  changed: boolean;
  value: ReactNode;
}

/** The points of one version, each with what it was in the other. */
export function SheetTable({ version, before, narrow, onlyChanged }: SheetTableProps) {
  const { t } = useTranslation("sheet");
  const rows = useRows(version, before).filter(({ changed }) => changed || !onlyChanged);
  if (rows.length === 0 && before) {
    return <p className="sb-muted">{t("compare.same", { number: before.number })}</p>;
  }
  return (
    <dl className={styles.table} data-narrow={narrow ?? false}>
      {rows.map(({ name, label, changed, value }) => (
        <div key={name} data-changed={changed}>
          <dt>
            {label}
            {changed ? <ChangedChip /> : null}
          </dt>
          <dd>{value || <span className="sb-muted">{t("none")}</span>}</dd>
        </div>
      ))}
    </dl>
  );
}

function useRows(version: Version, before: Version | null): Row[] {
  const { t, i18n } = useTranslation(["sheet", "terms"]);
  const { language } = i18n;
  const money = (each: Version) => formatMoney(each.upfrontMinor, each.currency, language);
  const months = (each: Version) =>
    each.months ? t("months", { months: each.months }) : t("endless");
  const royalty = (each: Version) =>
    each.royaltyBasisPoints ? t("royalty", { share: each.royaltyBasisPoints / 100 }) : t("none");

  function short(
    name: string,
    label: ReactNode,
    of: (each: Version) => string,
    more?: string,
  ): Row {
    const now = of(version);
    const was = before ? of(before) : undefined;
    return {
      name,
      label,
      changed: was !== undefined && was !== now,
      value: (
        <Value
          now={now}
          {...(was === undefined ? {} : { before: was })}
          {...(more ? { more } : {})}
        />
      ),
    };
  }

  function typed(name: "field" | "territory" | "note", label: ReactNode): Row {
    const was = before?.[name];
    const changed = was !== undefined && was !== version[name];
    return {
      name,
      label,
      changed,
      value:
        version[name] || was ? (
          <Words now={version[name]} {...(was === undefined ? {} : { before: was })} />
        ) : null,
    };
  }

  const step = before
    ? moneyStep(
        { minor: version.upfrontMinor, currency: version.currency },
        { minor: before.upfrontMinor, currency: before.currency },
        language,
      )
    : null;
  const plain = figures(version.upfrontMinor, version.currency, language);
  const more = step
    ? t(step.up ? "compare.up" : "compare.down", { amount: step.amount })
    : undefined;
  const upfront = short("upfront", <Term word="upfront">{t("row.upfront")}</Term>, money, more);
  return [
    short("mode", t("row.mode"), (each) => t(`terms:mode.${each.mode}`)),
    short("exclusivity", <Term word="exclusive">{t("row.exclusivity")}</Term>, (each) =>
      t(`exclusivity.${each.exclusivity}`),
    ),
    typed("field", <Term word="field">{t("row.field")}</Term>),
    typed("territory", <Term word="territory">{t("row.territory")}</Term>),
    short("months", t("row.months"), months),
    {
      ...upfront,
      value: (
        <span className={styles.amount}>
          {upfront.value}
          {plain ? <small className={styles.figures}>{plain}</small> : null}
        </span>
      ),
    },
    short("royalty", <Term word="royalty">{t("row.royalty")}</Term>, royalty),
    typed("note", t("row.note")),
  ];
}

/** Count the points in which two versions differ, milestones as one each. */
export function pointsChanged(version: Version, before: Version): number {
  const money =
    version.upfrontMinor !== before.upfrontMinor || version.currency !== before.currency;
  const fields = [
    "mode",
    "exclusivity",
    "field",
    "territory",
    "months",
    "royaltyBasisPoints",
    "note",
  ] as const;
  return fields.filter((field) => version[field] !== before[field]).length + (money ? 1 : 0);
}
