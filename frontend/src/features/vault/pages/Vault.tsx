import { Button } from "@mantine/core";
import { IconKey, IconPackageImport, IconShieldLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { DepositsDocument, type VaultPartsFragment } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { Outcome } from "@/shared/ui/Outcome";
import { Paged, type PageTurn } from "@/shared/ui/Paged";
import { PageHead } from "@/shared/ui/PageHead";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import { DepositTable } from "../components/DepositTable";
import { VaultGuard } from "../components/VaultGuard";
import styles from "./Vault.module.css";

/** What the firm has sealed, and what it is putting together. */
export function Vault() {
  return (
    <VaultGuard may={(vault) => vault.canRead}>{(vault) => <Deposits vault={vault} />}</VaultGuard>
  );
}

function Deposits({ vault }: { vault: VaultPartsFragment }) {
  const { t } = useTranslation("vault");
  const { state } = useLocation();
  const done = (state as { done?: string } | null)?.done ?? null;
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <PageHead title={t("title")} lead={t(vault.canReceive ? "asking.lead" : "lead")} />
        <div className={styles.acts}>
          {vault.canReceive ? (
            <Button
              component={Link}
              to="/vault/received"
              variant="default"
              leftSection={<IconPackageImport size={16} aria-hidden="true" />}
            >
              {t("received.title")}
            </Button>
          ) : null}
          {vault.canHoldKeys ? (
            <Button
              component={Link}
              to="/vault/keys"
              variant="default"
              leftSection={<IconKey size={16} aria-hidden="true" />}
            >
              {t("toKeys")}
            </Button>
          ) : null}
          {vault.canWrite ? (
            <Button
              component={Link}
              to="/vault/new"
              leftSection={<IconShieldLock size={16} aria-hidden="true" />}
            >
              {t(vault.canReceive ? "asking.new" : "new")}
            </Button>
          ) : null}
        </div>
      </div>
      <Outcome words={done} />
      <Paged>{(turn) => <Page turn={turn} asks={vault.canReceive} />}</Paged>
    </div>
  );
}

function Page({ turn, asks }: { turn: PageTurn; asks: boolean }) {
  const { t } = useTranslation("vault");
  const [{ data, error }, again] = useTypedQuery(
    DepositsDocument,
    { first: 20, after: turn.after },
    { fresh: true },
  );
  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) return <PageSkeleton />;
  const { nodes, pageInfo } = data.deposits;
  if (nodes.length === 0 && turn.after === null) {
    return <Empty title={t("empty.title")} body={t(asks ? "asking.empty" : "empty.body")} />;
  }
  return (
    <>
      <DepositTable deposits={nodes} />
      {turn.more(pageInfo)}
    </>
  );
}
