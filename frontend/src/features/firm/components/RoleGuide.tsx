import { useTranslation } from "react-i18next";
import type { OrganisationKind } from "@/shared/graphql/generated/graphql";
import { Panel } from "@/shared/ui/Panel";
import { ROLES_OF_KIND } from "../roles";
import styles from "./RoleGuide.module.css";

/** What each role may do, in a sentence. */
export function RoleGuide({ kind }: { kind: OrganisationKind }) {
  const { t } = useTranslation(["members", "terms"]);
  return (
    <Panel title={t("guide")}>
      <dl className={styles.guide}>
        {ROLES_OF_KIND[kind].map((role) => (
          <div key={role}>
            <dt>{t(`terms:role.${role}`)}</dt>
            <dd>{t(`role.${kind}.${role}` as "role.SME.OWNER")}</dd>
          </div>
        ))}
        <div>
          <dt>{t("signing.name")}</dt>
          <dd>{t("signing.help")}</dd>
        </div>
      </dl>
    </Panel>
  );
}
