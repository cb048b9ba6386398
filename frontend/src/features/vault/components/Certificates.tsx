import { Button } from "@mantine/core";
import { IconCertificate } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import {
  type DepositPartsFragment,
  OpenCertificateDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useSaving } from "@/shared/transfers/useSaving";
import { Panel } from "@/shared/ui/Panel";
import styles from "../pages/Vault.module.css";
import { Manifest } from "./Manifest";

/** The certificate in each language, made a moment after sealing, and what was committed to. */
export function Certificates({ deposit }: { deposit: DepositPartsFragment }) {
  const { t } = useTranslation("vault");
  const [, open] = useTypedMutation(OpenCertificateDocument);
  const outcomes = useOutcomes();
  const { act, save } = useSaving();
  const { certificates, id, number } = deposit;
  return (
    <Panel title={t("certificate.title")}>
      {certificates.length === 0 ? (
        <p className="sb-small sb-muted" role="status">
          {t("certificate.making")}
        </p>
      ) : (
        <div className={styles.list}>
          <p className="sb-small sb-muted">{t("certificate.lead")}</p>
          <div className={styles.acts}>
            {certificates.map(({ language }) => (
              <Button
                key={language}
                variant="default"
                disabled={act.busy}
                leftSection={<IconCertificate size={16} aria-hidden="true" />}
                onClick={() =>
                  save(
                    async () => outcomes.ofMutation(await open({ id, language })),
                    `${number ?? "deposit"}-${language.toLowerCase()}.pdf`,
                  )
                }
              >
                {t(`certificate.${language}`)}
              </Button>
            ))}
          </div>
        </div>
      )}
      <Trouble words={act.words} />
      {act.window}
      <Manifest deposit={deposit} />
    </Panel>
  );
}
