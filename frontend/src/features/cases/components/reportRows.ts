/** A month of cases as rows for charts, tables and a spreadsheet. */
import { useTranslation } from "react-i18next";
import type { CaseReportQuery } from "@/shared/graphql/generated/graphql";
import { formatMonth } from "@/shared/lib/dates";

export type Report = CaseReportQuery["caseReport"];
export const AGES = ["month", "quarter", "half", "older"] as const;

/** Name a month as its first day, for the functions that write dates. */
export function firstDay(year: number, month: number): string {
  return `${year}-${String(month).padStart(2, "0")}-01`;
}

/** Read a month from an address; nothing where it is none. */
export function monthOf(text: string | null): { year: number; month: number } | null {
  const found = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text ?? "");
  return found ? { year: Number(found[1]), month: Number(found[2]) } : null;
}

/** Go some months on or back. */
export function shifted({ year, month }: { year: number; month: number }, by: number) {
  const whole = year * 12 + month - 1 + by;
  return { year: Math.floor(whole / 12), month: (whole % 12) + 1 };
}

/** Write a month as an address has it. */
export function textOf({ year, month }: { year: number; month: number }): string {
  return firstDay(year, month).slice(0, 7);
}

export interface ReportTable {
  key: string;
  title: string;
  head: string;
  columns: string[];
  rows: { key: string; name: string; cells: (string | number)[] }[];
}

/** Give the tables of the report, in their order on the page. */
export function useReportTables(): (report: Report) => Record<TableKey, ReportTable> {
  const { t, i18n } = useTranslation("case");
  const days = (value: number | null | undefined) => (value == null ? "–" : value);
  return (report) => ({
    months: {
      key: "months",
      title: t("report.months"),
      head: t("report.month"),
      columns: [t("report.opened"), t("report.closed")],
      rows: report.months.map(({ year, month, opened, closed }) => ({
        key: textOf({ year, month }),
        name: formatMonth(textOf({ year, month }), i18n.language),
        cells: [opened, closed],
      })),
    },
    stages: {
      key: "stages",
      title: t("report.stages"),
      head: t("report.stage"),
      columns: [t("report.left"), t("report.median"), t("report.longest")],
      rows: report.stages.map(({ stage, left, medianDays, longestDays }) => ({
        key: stage,
        name: t(`stage.${stage}`),
        cells: [left, days(medianDays), days(longestDays)],
      })),
    },
    outcomes: {
      key: "outcomes",
      title: t("report.outcomes"),
      head: t("report.outcome"),
      columns: [t("report.cases")],
      rows: report.outcomes.map(({ outcome, count }) => ({
        key: outcome,
        name: t(`outcome.${outcome}`),
        cells: [count],
      })),
    },
    ages: {
      key: "ages",
      title: t("report.ages"),
      head: t("report.age"),
      columns: [t("report.cases")],
      rows: AGES.map((age) => ({
        key: age,
        name: t(`report.days.${age}`),
        cells: [report.ages[age]],
      })),
    },
    loads: {
      key: "loads",
      title: t("report.loads"),
      head: t("report.coordinator"),
      columns: [t("report.cases"), t("report.weight")],
      rows: report.loads.map(({ name, openCases, weight }) => ({
        key: name,
        name: name || t("nobodyYet"),
        cells: [openCases, weight],
      })),
    },
  });
}

type TableKey = "months" | "stages" | "outcomes" | "ages" | "loads";
