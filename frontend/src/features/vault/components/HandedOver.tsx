import { useTranslation } from "react-i18next";
import { ProofChip } from "@/shared/evidence/ProofChip";
import { DepositReleasesDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { formatInstant } from "@/shared/lib/dates";
import { Panel } from "@/shared/ui/Panel";
import { Bar, ErrorState, Loading } from "@/shared/ui/states";
import styles from "../pages/Vault.module.css";

/** To whom the deposit was handed. */
export function HandedOver({ id }: { id: string }) {
  const { t, i18n } = useTranslation("vault");
  const [{ data, error }, again] = useTypedQuery(DepositReleasesDocument, { id }, { fresh: true });
  const firm = (ko: string, en: string) => (i18n.language === "ko" ? ko || en : en || ko);
  return (
    <Panel title={t("handed.title")}>
      {error && !data ? <ErrorState error={error} retry={again} /> : null}
      {!data && !error ? (
        <Loading>
          <Bar />
        </Loading>
      ) : null}
      {data?.depositReleases.length === 0 ? (
        <p className="sb-small sb-muted">{t("handed.none")}</p>
      ) : null}
      {data?.depositReleases.map((row) => (
        <div key={row.id} className={styles.item}>
          <div className={styles.lines}>
            <p>
              <strong>{firm(row.firmNameKo, row.firmNameEn)}</strong>
            </p>
            <p className="sb-small sb-muted">
              {t(`handed.${row.state}`, {
                at: formatInstant(row.withdrawnAt ?? row.readyAt ?? row.releasedAt, i18n.language),
              })}
            </p>
          </div>
          <ProofChip entryId={row.entryId} label={t("recorded")} />
        </div>
      ))}
    </Panel>
  );
}
