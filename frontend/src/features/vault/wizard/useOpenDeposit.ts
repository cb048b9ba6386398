import { useCallback, useEffect, useState } from "react";
import { useNavigate } from "react-router";
import type { CombinedError } from "urql";
import { DepositDocument, type DepositPartsFragment } from "@/shared/graphql/generated/graphql";
import { useTypedFetch } from "@/shared/graphql/operations";

interface OpenDeposit {
  /** Undefined until it was read; null where there is none. */
  deposit: DepositPartsFragment | null | undefined;
  error: CombinedError | undefined;
  again: () => void;
}

/** Read a deposit past every cache; one that is sealed already is shown on its own page. */
export function useOpenDeposit(id: string): OpenDeposit {
  const read = useTypedFetch(DepositDocument);
  const navigate = useNavigate();
  const [deposit, setDeposit] = useState<DepositPartsFragment | null>();
  const [error, setError] = useState<CombinedError>();
  const again = useCallback(async () => {
    const answer = await read({ id });
    setError(answer.error);
    if (!answer.error) setDeposit(answer.data?.deposit ?? null);
  }, [read, id]);
  useEffect(() => void again(), [again]);
  const sealed = deposit?.state === "SEALED";
  useEffect(() => {
    if (sealed) void navigate(`/vault/${id}`, { replace: true });
  }, [sealed, navigate, id]);
  return { deposit: sealed ? undefined : deposit, error, again: () => void again() };
}
