import { Button } from "@mantine/core";
import { IconFileDigit } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import {
  type DepositPartsFragment,
  OpenManifestDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useSaving } from "@/shared/transfers/useSaving";
import { CopyButton } from "@/shared/ui/CopyButton";
import styles from "./Manifest.module.css";

/** What was committed to, as one file whose SHA-256 is the fingerprint in the public log. */
export function Manifest({ deposit }: { deposit: DepositPartsFragment }) {
  const { t } = useTranslation("vault");
  const [, open] = useTypedMutation(OpenManifestDocument);
  const outcomes = useOutcomes();
  const { act, save } = useSaving();
  const { id, number, commitment } = deposit;
  if (!commitment) return null;
  const name = `${number ?? "deposit"}.manifest`;
  const command = `sha256sum ${name}`;
  return (
    <section className={styles.manifest} aria-labelledby="manifest">
      <h3 id="manifest">{t("manifest.title")}</h3>
      <p className="sb-small sb-muted">{t("manifest.lead")}</p>
      <div>
        <Button
          variant="default"
          loading={act.busy}
          leftSection={<IconFileDigit size={16} aria-hidden="true" />}
          onClick={() => save(async () => outcomes.ofMutation(await open({ id })), name)}
        >
          {t("manifest.action")}
        </Button>
      </div>
      <Trouble words={act.words} />
      {act.window}
      <details className={styles.check}>
        <summary>{t("manifest.check")}</summary>
        <p className="sb-small">{t("manifest.compare")}</p>
        <pre>
          {command}
          <CopyButton value={command} label={t("manifest.command")} />
        </pre>
        <code className={styles.hash}>{commitment}</code>
        <p className="sb-small">{t("manifest.read")}</p>
        <pre>{`tail -c +33 ${name}`}</pre>
      </details>
    </section>
  );
}
