import { useTranslation } from "react-i18next";
import { Queues } from "@/shared/queues/Queues";
import type { Viewer } from "@/shared/session/session";
import { PageHead } from "@/shared/ui/PageHead";
import styles from "./Home.module.css";

/** The start of reviewers and verifiers: what waits for them. */
export function InstitutionHome({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation("home");
  return (
    <div className={styles.page}>
      <PageHead title={t("title", { name: viewer.name })} lead={t("leadInstitution")} />
      <Queues />
    </div>
  );
}
