import { useTranslation } from "react-i18next";
import { Queues } from "@/shared/queues/Queues";
import type { Viewer } from "@/shared/session/session";
import { PageHead } from "@/shared/ui/PageHead";
import styles from "./Home.module.css";
import { PaymentsToConfirm } from "./PaymentsToConfirm";

/** The start of reviewers, verifiers and treasurers: what waits for them. */
export function InstitutionHome({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation("home");
  return (
    <div className={styles.page}>
      <PageHead title={t("title", { name: viewer.name })} lead={t("leadInstitution")} />
      {viewer.roles.includes("TREASURER") ? <PaymentsToConfirm /> : null}
      <Queues />
    </div>
  );
}
