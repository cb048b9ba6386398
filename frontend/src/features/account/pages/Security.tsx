import { useTranslation } from "react-i18next";
import { AccountPlaces } from "@/shared/session/AccountPlaces";
import { Guarded } from "@/shared/session/Guarded";
import { useSession } from "@/shared/session/session";
import { PageHead } from "@/shared/ui/PageHead";
import { ChangePassword } from "../components/ChangePassword";
import styles from "../components/Form.module.css";
import { SecondFactor } from "../components/SecondFactor";
import { Sessions } from "../components/Sessions";

/** Password, second step, recovery codes and where one is signed in. */
export function Security() {
  const { t } = useTranslation("security");
  const { viewer } = useSession();
  return (
    <div className={styles.page}>
      <PageHead title={t("page.title")} lead={t("page.lead")} />
      <AccountPlaces />
      <Guarded>
        {viewer ? (
          <>
            <ChangePassword viewer={viewer} />
            <SecondFactor viewer={viewer} />
            <Sessions />
          </>
        ) : null}
      </Guarded>
    </div>
  );
}
