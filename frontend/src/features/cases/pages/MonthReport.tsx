import { Button } from "@mantine/core";
import { IconChevronLeft, IconChevronRight, IconDownload, IconPrinter } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { CaseReportDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { csvOf, saveText } from "@/shared/lib/csv";
import { formatMonth } from "@/shared/lib/dates";
import { useSession } from "@/shared/session/session";
import { PageHead } from "@/shared/ui/PageHead";
import { ErrorState, PageSkeleton } from "@/shared/ui/states";
import styles from "../components/Report.module.css";
import { ReportCharts } from "../components/ReportCharts";
import { monthOf, type Report, shifted, textOf, useReportTables } from "../components/reportRows";

function thisMonth() {
  const korea = new Date(Date.now() + 9 * 3_600_000);
  return { year: korea.getUTCFullYear(), month: korea.getUTCMonth() + 1 };
}

/** What a month brought, for its coordinator or for the institution's owner. */
export function MonthReport() {
  const { t, i18n } = useTranslation("case");
  const { viewer, loading } = useSession();
  const [params] = useSearchParams();
  const now = thisMonth();
  const asked = monthOf(params.get("month")) ?? now;
  const [{ data, error }, again] = useTypedQuery(CaseReportDocument, asked, { fresh: true });
  const name = formatMonth(textOf(asked), i18n.language);
  const before = shifted(asked, -1);
  const after = textOf(asked) < textOf(now) ? shifted(asked, 1) : null;
  if (loading) return <PageSkeleton />;
  return (
    <article className={styles.page}>
      <PageHead
        title={t("report.title", { month: name })}
        lead={t(viewer?.canAssignCases ? "report.leadAll" : "report.lead")}
        above={{ name: t("today.title"), to: "/today" }}
      />
      <div className={styles.tools}>
        <Month to={before} words={t("report.before")} icon={<IconChevronLeft size={16} />} />
        {after ? (
          <Month to={after} words={t("report.after")} icon={<IconChevronRight size={16} />} />
        ) : null}
        {data ? <Save report={data.caseReport} /> : null}
      </div>
      {error && !data ? <ErrorState error={error} retry={again} /> : null}
      {data ? <ReportCharts report={data.caseReport} /> : error ? null : <PageSkeleton />}
    </article>
  );
}

interface MonthProps {
  to: { year: number; month: number };
  words: string;
  icon: React.ReactNode;
}

function Month({ to, words, icon }: MonthProps) {
  return (
    <Button
      component={Link}
      to={`/today/report?month=${textOf(to)}`}
      variant="default"
      size="sm"
      leftSection={<span aria-hidden="true">{icon}</span>}
    >
      {words}
    </Button>
  );
}

function Save({ report }: { report: Report }) {
  const { t } = useTranslation("case");
  const tables = Object.values(useReportTables()(report));

  function save() {
    const rows = tables.flatMap(({ title, columns, rows: own }) =>
      own.flatMap(({ name, cells }) =>
        cells.map((cell, at) => [title, name, columns[at] ?? "", cell === "–" ? "" : cell]),
      ),
    );
    const head = [
      t("report.csvTable"),
      t("report.csvRow"),
      t("report.csvFigure"),
      t("report.csvValue"),
    ];
    saveText(`sealbridge-${textOf(report)}.csv`, csvOf(head, rows));
  }

  return (
    <div className={styles.save}>
      <Button
        variant="default"
        size="sm"
        leftSection={<IconDownload size={16} aria-hidden="true" />}
        onClick={save}
      >
        {t("report.csv")}
      </Button>
      <Button
        variant="default"
        size="sm"
        leftSection={<IconPrinter size={16} aria-hidden="true" />}
        onClick={() => window.print()}
      >
        {t("report.print")}
      </Button>
    </div>
  );
}
