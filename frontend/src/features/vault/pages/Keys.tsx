import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router";
import { AgeKeysDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { KeyMaker } from "@/shared/keys/KeyMaker";
import { OwnKey } from "@/shared/keys/OwnKey";
import { InAppHint } from "@/shared/session/InAppHint";
import { LinkTabs } from "@/shared/ui/LinkTabs";
import { Outcome } from "@/shared/ui/Outcome";
import { PageHead } from "@/shared/ui/PageHead";
import { Panel } from "@/shared/ui/Panel";
import { ErrorState, PageSkeleton } from "@/shared/ui/states";
import { KeyRow } from "../components/KeyRow";
import { VaultGuard } from "../components/VaultGuard";
import styles from "./Vault.module.css";

/** The keys that sealed files open with: the firm's list, and a new one of one's own. */
export function Keys() {
  return (
    <VaultGuard what="keys" may={(vault) => vault.canHoldKeys}>
      {() => <KeyList />}
    </VaultGuard>
  );
}

function KeyList() {
  const { t } = useTranslation(["keys", "vault"]);
  const { hash } = useLocation();
  const navigate = useNavigate();
  const [{ data, error }, again] = useTypedQuery(AgeKeysDocument, {}, { fresh: true });
  const [done, setDone] = useState<string | null>(null);
  if (error && !data) return <ErrorState error={error} retry={again} whole />;
  if (!data) return <PageSkeleton />;
  const keys = data.ageRecipients;
  const making = hash === "#new" || hash === "#own";

  function finish(words: string) {
    setDone(words);
    again();
    void navigate("/vault/keys", { replace: true });
  }

  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <PageHead
          title={t("page.title")}
          lead={t("page.lead")}
          above={{ name: t("vault:title"), to: "/vault" }}
        />
        {making || keys.length === 0 ? null : (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden="true" />}
            onClick={() => void navigate("#new")}
          >
            {t("page.new")}
          </Button>
        )}
      </div>
      <InAppHint />
      <Outcome words={done} />
      {making || keys.length === 0 ? (
        <Panel title={t("page.making")}>
          <div className={styles.page}>
            <LinkTabs
              label={t("page.ways")}
              tabs={[
                { to: "#new", name: t("page.here"), here: hash !== "#own" },
                { to: "#own", name: t("page.own"), here: hash === "#own" },
              ]}
            />
            {hash === "#own" ? (
              <OwnKey onDone={() => finish(t("page.done"))} />
            ) : (
              <KeyMaker onDone={() => finish(t("page.done"))} />
            )}
          </div>
        </Panel>
      ) : null}
      {keys.length > 0 ? (
        <Panel title={t("page.list")}>
          <ul>
            {keys.map((key) => (
              <KeyRow key={key.id} of={key} onDone={finish} />
            ))}
          </ul>
        </Panel>
      ) : null}
    </div>
  );
}
