import { useEffect, useState } from "react";
import type { OrganisationKind, Role, Verification } from "@/shared/graphql/generated/graphql";

export interface DemoFirm {
  nameKo: string;
  nameEn: string;
  kind: OrganisationKind;
  verification: Verification;
}

export interface DemoAccount {
  email: string;
  name: string;
  organisation: DemoFirm;
  roles: Role[];
  /** One of those that tell the demo's story. */
  featured: boolean;
}

export interface Demo {
  password: string;
  accounts: DemoAccount[];
}

function isDemo(value: unknown): value is Demo {
  if (typeof value !== "object" || value === null) return false;
  const { password, accounts } = value as Partial<Demo>;
  return typeof password === "string" && Array.isArray(accounts);
}

/** Fetch the accounts of the demo; nothing where there is no demo. */
export function useDemo(): Demo | null {
  const [demo, setDemo] = useState<Demo | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    fetch("/demo-accounts.json", { signal: stop.signal })
      .then(async (response) => {
        if (!response.ok) return;
        const value: unknown = await response.json();
        if (isDemo(value)) setDemo(value);
      })
      .catch(() => undefined);
    return () => stop.abort();
  }, []);
  return demo;
}
