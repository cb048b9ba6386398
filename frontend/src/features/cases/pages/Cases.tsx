import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useSession } from "@/shared/session/session";
import { LinkTabs } from "@/shared/ui/LinkTabs";
import { PageHead } from "@/shared/ui/PageHead";
import { PageSkeleton } from "@/shared/ui/states";
import { CaseList } from "../components/CaseList";
import styles from "./Cases.module.css";

type View = "mine" | "all" | "closed";

/** The cases of a coordinator, or of the whole institution for its owner. */
export function Cases() {
  const { t } = useTranslation("case");
  const { viewer, loading } = useSession();
  const [params] = useSearchParams();
  if (loading) return <PageSkeleton />;
  const runs = viewer?.canRunCases ?? false;
  const views: View[] = [];
  if (runs) views.push("mine");
  if (viewer?.canAssignCases) views.push("all");
  views.push("closed");
  const view = views.find((each) => each === params.get("view")) ?? views[0] ?? "mine";
  return (
    <div className={styles.page}>
      <PageHead title={t("title")} lead={t("lead")} />
      <LinkTabs
        label={t("views")}
        tabs={views.map((each) => ({
          to: each === views[0] ? "/cases" : `/cases?view=${each}`,
          name: t(`view.${each}`),
          here: each === view,
        }))}
      />
      <h2 className="sb-hidden">{t(`view.${view}`)}</h2>
      <CaseList
        mine={view === "mine" || (view === "closed" && runs)}
        closed={view === "closed"}
        picking={view === "all"}
      />
    </div>
  );
}
