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
import { useAct } from "@/shared/session/useAct";
import { fetchParts, saveBlob } from "@/shared/transfers/download";
import { Panel } from "@/shared/ui/Panel";
import styles from "../pages/Vault.module.css";

type Language = DepositPartsFragment["certificates"][number]["language"];

/** The certificate in each language; it is made a moment after sealing. */
export function Certificates({ deposit }: { deposit: DepositPartsFragment }) {
  const { t } = useTranslation("vault");
  const [, open] = useTypedMutation(OpenCertificateDocument);
  const outcomes = useOutcomes();
  const act = useAct();
  const { certificates, id, number } = deposit;

  async function save(language: Language) {
    await act.run(async () => {
      const opened = outcomes.ofMutation(await open({ id, language }));
      const url = opened.value?.transfer?.url;
      if (!url) return opened;
      try {
        const blob = await fetchParts(url, () => undefined, new AbortController().signal);
        saveBlob(`${number ?? "deposit"}-${language.toLowerCase()}.pdf`, blob);
      } catch {
        return {
          value: null,
          problems: [{ field: null, words: t("certificate.failed") }],
          barrier: null,
        };
      }
      return opened;
    });
  }

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
                onClick={() => void save(language)}
              >
                {t(`certificate.${language}`)}
              </Button>
            ))}
          </div>
        </div>
      )}
      <Trouble words={act.words} />
      {act.window}
    </Panel>
  );
}
