import { useParams } from "react-router";
import { useSession } from "@/shared/session/session";
import { ErrorState, NotFound, PageSkeleton } from "@/shared/ui/states";
import { VaultGuard } from "../components/VaultGuard";
import { useOpenDeposit } from "../wizard/useOpenDeposit";
import { WhatForm } from "../wizard/WhatForm";
import { WizardFrame } from "../wizard/WizardFrame";

/** First step of a deposit: what it is. */
export function SealWhat() {
  const { id } = useParams();
  return (
    <VaultGuard may={(vault) => vault.canWrite}>
      {(vault) => (id ? <Existing key={id} id={id} vault={vault} /> : <Fresh vault={vault} />)}
    </VaultGuard>
  );
}

type Vault = Parameters<Parameters<typeof VaultGuard>[0]["children"]>[0];

function Fresh({ vault }: { vault: Vault }) {
  const { viewer } = useSession();
  if (!viewer) return <PageSkeleton />;
  return (
    <WizardFrame id={null} step="what">
      <WhatForm deposit={null} vault={vault} owner={viewer.id} />
    </WizardFrame>
  );
}

function Existing({ id, vault }: { id: string; vault: Vault }) {
  const { viewer } = useSession();
  const { deposit, error, again } = useOpenDeposit(id);
  if (error && !deposit) return <ErrorState error={error} retry={again} whole />;
  if (deposit === undefined || !viewer) return <PageSkeleton />;
  if (!deposit) return <NotFound />;
  return (
    <WizardFrame id={id} step="what">
      <WhatForm deposit={deposit} vault={vault} owner={viewer.id} />
    </WizardFrame>
  );
}
