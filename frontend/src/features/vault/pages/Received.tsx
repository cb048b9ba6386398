import { Button } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import {
  ReceivedDepositsDocument,
  type VaultPartsFragment,
} from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { useNews } from "@/shared/live/useNews";
import { Paged, type PageTurn } from "@/shared/ui/Paged";
import { PageHead } from "@/shared/ui/PageHead";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import { ReceivedCard } from "../components/ReceivedCard";
import { VaultGuard } from "../components/VaultGuard";
import styles from "./Vault.module.css";

/** What was handed to the firm; it opens with the keys of its people. */
export function Received() {
  return (
    <VaultGuard may={(vault) => vault.canReceive}>
      {(vault) => <Releases vault={vault} />}
    </VaultGuard>
  );
}

function Releases({ vault }: { vault: VaultPartsFragment }) {
  const { t } = useTranslation("vault");
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <PageHead
          title={t("received.title")}
          lead={t("received.lead")}
          {...(vault.canRead ? { above: { name: t("title"), to: "/vault" } } : {})}
        />
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
      </div>
      <Paged>{(turn) => <Page turn={turn} hasKey={vault.activeKeys > 0} />}</Paged>
    </div>
  );
}

function Page({ turn, hasKey }: { turn: PageTurn; hasKey: boolean }) {
  const { t } = useTranslation("vault");
  const [{ data, error }, again] = useTypedQuery(
    ReceivedDepositsDocument,
    { first: 10, after: turn.after },
    { fresh: true },
  );
  useNews(again, (path) => path.startsWith("/vault") || path.startsWith("/deals"));
  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) return <PageSkeleton />;
  const { nodes, pageInfo } = data.releases;
  if (nodes.length === 0 && turn.after === null) {
    return (
      <Empty
        title={t("received.empty")}
        body={t(hasKey ? "received.emptyKey" : "received.emptyNoKey")}
      >
        <Button component={Link} to={hasKey ? "/deals" : "/vault/keys"}>
          {t(hasKey ? "received.toDeals" : "received.toKeys")}
        </Button>
      </Empty>
    );
  }
  return (
    <>
      {nodes.map((release) => (
        <ReceivedCard key={release.id} release={release} />
      ))}
      {turn.more(pageInfo)}
    </>
  );
}
