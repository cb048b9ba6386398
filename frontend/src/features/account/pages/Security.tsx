import { useTranslation } from "react-i18next";
import { AccountPlaces } from "@/shared/session/AccountPlaces";
import { Guarded } from "@/shared/session/Guarded";
import { useSession } from "@/shared/session/session";
import { PageHead } from "@/shared/ui/PageHead";
import { ChangePassword } from "../components/ChangePassword";
import styles from "../components/Form.module.css";
import { Protection } from "../components/Protection";
import { Sessions } from "../components/Sessions";
import { WayBack } from "../components/WayBack";

/** Passkeys, second step, recovery codes, password, and where one is signed in. */
export function Security() {
  const { t } = useTranslation("security");
  const { viewer } = useSession();
  return (
    <div className={styles.page}>
      <PageHead title={t("page.title")} lead={t("page.lead")} />
      <AccountPlaces />
      <WayBack />
      <Guarded>
        {viewer ? (
          <>
            <Protection viewer={viewer} />
            <ChangePassword viewer={viewer} />
            <Sessions />
          </>
        ) : null}
      </Guarded>
    </div>
  );
}
