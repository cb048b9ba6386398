import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type VaultPartsFragment, VaultPlaceDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { Guarded } from "@/shared/session/Guarded";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";

interface VaultGuardProps {
  may: (vault: VaultPartsFragment) => boolean;
  /** What is not open to the person. */
  what?: "vault" | "keys";
  children: (vault: VaultPartsFragment) => ReactNode;
}

/** A page of the vault for those whom the server lets in. */
export function VaultGuard(props: VaultGuardProps) {
  return (
    <Guarded whole>
      <Inside {...props} />
    </Guarded>
  );
}

function Inside({ may, what = "vault", children }: VaultGuardProps) {
  const { t } = useTranslation("vault");
  const [{ data, error }, again] = useTypedQuery(VaultPlaceDocument, {}, { fresh: true });
  if (error && !data) return <ErrorState error={error} retry={again} whole />;
  if (!data) return <PageSkeleton />;
  if (!may(data.vault))
    return <Empty title={t(`barred.${what}.title`)} body={t(`barred.${what}.body`)} whole />;
  return children(data.vault);
}
