import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Pipeline } from "@/shared/charts/Pipeline";
import { TodayDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { useNews } from "@/shared/live/useNews";
import { Queues } from "@/shared/queues/Queues";
import { useSession } from "@/shared/session/session";
import { type Figure, Figures } from "@/shared/ui/Figures";
import { PageHead } from "@/shared/ui/PageHead";
import { ErrorState, PageSkeleton } from "@/shared/ui/states";
import { Absence } from "../components/Absence";
import { CaseList } from "../components/CaseList";
import { Handovers } from "../components/Handovers";
import { LoadPanel } from "../components/LoadPanel";
import styles from "./Today.module.css";

/** What waits for a coordinator: figures, then the cases with the most urgent first. */
export function Today() {
  const { t } = useTranslation(["case", "desk"]);
  const { viewer, loading } = useSession();
  const [shown, setShown] = useState(0);
  if (loading) return <PageSkeleton />;
  return (
    <div className={styles.page}>
      <PageHead title={t("today.title")} lead={t("today.lead")} />
      <TodayFigures assigns={viewer?.canAssignCases ?? false} runs={viewer?.canRunCases ?? false} />
      <Queues />
      <section className={styles.part} aria-labelledby="today-cases">
        <h2 id="today-cases">{t("today.cases")}</h2>
        <CaseList key={shown} mine={viewer?.canRunCases ?? true} closed={false} />
      </section>
      <LoadPanel key={`load ${shown}`} assigns={viewer?.canAssignCases ?? false} />
      {viewer?.canAssignCases ? (
        <Handovers onChange={() => setShown((times) => times + 1)} />
      ) : null}
      {viewer?.canRunCases ? <Pipeline /> : null}
      <p className={styles.ways}>
        {viewer?.canRunCases ? <Link to="/today/notes">{t("desk:note.link")}</Link> : null}
        <Link to="/today/report">{t("report.link")}</Link>
      </p>
      {viewer?.canRunCases ? <Absence onChange={() => setShown((times) => times + 1)} /> : null}
    </div>
  );
}

function TodayFigures({ assigns, runs }: { assigns: boolean; runs: boolean }) {
  const { t } = useTranslation(["case", "desk"]);
  const [{ data, error }, again] = useTypedQuery(TodayDocument, {}, { fresh: true });
  useNews(again, (path) => path.startsWith("/cases/"));
  if (error && !data) return <ErrorState error={error} retry={again} />;
  const today = data?.today;
  const own: Figure[] = [
    { name: t("figure.overdue"), value: today?.overdue, tone: "red" },
    { name: t("figure.alerted"), value: today?.alerted, tone: "red" },
    { name: t("figure.silent"), value: today?.silent, tone: "amber" },
    { name: t("figure.dueThisWeek"), value: today?.dueThisWeek, tone: "amber" },
    { name: t("figure.withoutNextStep"), value: today?.withoutNextStep, tone: "amber" },
    { name: t("desk:interest.figure.ASKED"), value: today?.undeclared, tone: "amber" },
    { name: t("figure.open"), value: today?.open },
  ];
  const figures = [
    ...(runs ? own : []),
    ...(assigns
      ? [
          { name: t("figure.unassigned"), value: today?.unassigned, tone: "amber" } as const,
          {
            name: t("desk:interest.figure.WITH_LEAD"),
            value: today?.toDecide,
            tone: "amber",
          } as const,
        ]
      : []),
  ];
  return <Figures label={t("today.figures")} figures={figures} />;
}
