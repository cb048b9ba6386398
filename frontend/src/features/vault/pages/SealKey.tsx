import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate, useParams } from "react-router";
import { KeyMaker } from "@/shared/keys/KeyMaker";
import { OwnKey } from "@/shared/keys/OwnKey";
import { InAppHint } from "@/shared/session/InAppHint";
import { VaultGuard } from "../components/VaultGuard";
import { stepAddress, WizardFrame } from "../wizard/WizardFrame";
import styles from "../wizard/wizard.module.css";

/** Second step: a key of one's own, used once before anything is encrypted to it. */
export function SealKey() {
  const { id = "" } = useParams();
  return (
    <VaultGuard may={(vault) => vault.canWrite}>
      {({ activeKeys }) => (
        <WizardFrame id={id} step="key">
          <InAppHint />
          <KeyStep id={id} activeKeys={activeKeys} />
        </WizardFrame>
      )}
    </VaultGuard>
  );
}

function KeyStep({ id, activeKeys }: { id: string; activeKeys: number }) {
  const { t } = useTranslation("vault");
  const navigate = useNavigate();
  const { search } = useLocation();
  const goOn = () => void navigate(stepAddress(id, "files", search));
  return (
    <>
      {activeKeys > 0 ? (
        <section className={styles.part}>
          <p>{t("wizard.key.there", { count: activeKeys })}</p>
          <div className={styles.acts}>
            <Button variant="default" onClick={goOn}>
              {t("wizard.key.without")}
            </Button>
          </div>
        </section>
      ) : null}
      <section className={styles.part}>
        <KeyMaker onDone={goOn} />
      </section>
      <details className={styles.other}>
        <summary>{t("wizard.key.own")}</summary>
        <OwnKey onDone={goOn} />
      </details>
    </>
  );
}
