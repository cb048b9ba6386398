import { Button } from "@mantine/core";
import { IconCertificate } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import {
  OpenCertificateDocument,
  SealCertificatesDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation, useTypedQuery } from "@/shared/graphql/operations";
import { useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useSaving } from "@/shared/transfers/useSaving";
import styles from "./ProofDrawer.module.css";

/** The certificates of one's own sealed deposit; nothing for whoever may not have them. */
export function SealCertificates({ depositId }: { depositId: string }) {
  const { t } = useTranslation("evidence");
  const [{ data }] = useTypedQuery(SealCertificatesDocument, { id: depositId });
  const [, open] = useTypedMutation(OpenCertificateDocument);
  const outcomes = useOutcomes();
  const { act, save } = useSaving();
  const deposit = data?.deposit;
  if (!deposit || deposit.certificates.length === 0) return null;
  return (
    <section className={styles.part}>
      <h3>{t("seal.certificate")}</h3>
      <p className="sb-small sb-muted">{t("seal.certificateLead")}</p>
      <div className={styles.actions}>
        {deposit.certificates.map(({ language }) => (
          <Button
            key={language}
            variant="default"
            disabled={act.busy}
            leftSection={<IconCertificate size={16} aria-hidden="true" />}
            onClick={() =>
              save(
                async () => outcomes.ofMutation(await open({ id: deposit.id, language })),
                `${deposit.number ?? "deposit"}-${language.toLowerCase()}.pdf`,
              )
            }
          >
            {t(`seal.${language}`)}
          </Button>
        ))}
      </div>
      <Trouble words={act.words} />
      {act.window}
    </section>
  );
}
