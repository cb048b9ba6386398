import { useTranslation } from "react-i18next";
import type { OrganisationKind } from "@/shared/graphql/generated/graphql";
import type { Demo, DemoAccount, DemoFirm } from "../demoAccounts";
import styles from "./DemoAccounts.module.css";

interface DemoAccountsProps {
  demo: Demo;
  picked: DemoAccount | null;
  onPick: (account: DemoAccount) => void;
}

interface Group {
  firm: DemoFirm;
  accounts: DemoAccount[];
}

const KINDS: readonly OrganisationKind[] = ["LARGE_FIRM", "SME", "COORDINATOR_INSTITUTION"];

/** Gather accounts under their firms, in the order in which the demo lists them. */
function grouped(accounts: readonly DemoAccount[]): Group[] {
  const groups = new Map<string, Group>();
  for (const account of accounts) {
    const group = groups.get(account.organisation.nameEn) ?? {
      firm: account.organisation,
      accounts: [],
    };
    group.accounts.push(account);
    groups.set(account.organisation.nameEn, group);
  }
  return [...groups.values()];
}

/** The accounts of the demo; one click fills the form, signing in stays a deliberate act. */
export function DemoAccounts({ demo, picked, onPick }: DemoAccountsProps) {
  const { t } = useTranslation(["account", "terms"]);
  return (
    <section className={styles.demo} aria-labelledby="demo-title">
      <h2 id="demo-title">{t("demo.title")}</h2>
      <p className="sb-small sb-muted">{t("demo.lead")}</p>
      {KINDS.map((kind) => (
        <div key={kind} className={styles.kind}>
          <h3>{t(`terms:kind.${kind}`)}</h3>
          <Accounts
            accounts={demo.accounts.filter((each) => each.organisation.kind === kind)}
            picked={picked}
            onPick={onPick}
          />
        </div>
      ))}
      <p className="sb-tiny sb-muted">
        {t("demo.password")} <code>{demo.password}</code>
      </p>
      <p className="sb-hidden" role="status">
        {picked ? t("demo.filled", { name: picked.name }) : ""}
      </p>
    </section>
  );
}

interface AccountsProps {
  accounts: readonly DemoAccount[];
  picked: DemoAccount | null;
  onPick: (account: DemoAccount) => void;
}

/** The accounts that tell the demo's story stand open; the others are one click away. */
function Accounts({ accounts, picked, onPick }: AccountsProps) {
  const { t } = useTranslation("account");
  const rows = (some: readonly DemoAccount[]) =>
    grouped(some).map((group) => (
      <FirmRow key={group.firm.nameEn} group={group} picked={picked} onPick={onPick} />
    ));
  const others = accounts.filter((each) => !each.featured);
  return (
    <>
      <ul>{rows(accounts.filter((each) => each.featured))}</ul>
      {others.length > 0 ? (
        <details className={styles.more}>
          <summary>{t("demo.more", { count: others.length })}</summary>
          <ul>{rows(others)}</ul>
        </details>
      ) : null}
    </>
  );
}

interface FirmRowProps {
  group: Group;
  picked: DemoAccount | null;
  onPick: (account: DemoAccount) => void;
}

function FirmRow({ group, picked, onPick }: FirmRowProps) {
  const { t, i18n } = useTranslation(["account", "terms"]);
  const { firm, accounts } = group;
  const name = i18n.language === "ko" ? firm.nameKo : firm.nameEn;
  const roles = (account: DemoAccount) =>
    account.roles.map((role) => t(`terms:role.${role}`)).join(", ") || t("demo.noRole");
  return (
    <li className={styles.firm}>
      <span className={styles.name}>
        {name}
        {firm.verification === "VERIFIED" ? null : (
          <em>{t(`terms:verification.${firm.verification}`)}</em>
        )}
      </span>
      <span className={styles.accounts}>
        {accounts.map((account) => (
          <button
            key={account.email}
            type="button"
            title={`${account.name} · ${account.email}`}
            aria-label={`${name}, ${roles(account)}, ${account.email}`}
            aria-pressed={picked?.email === account.email}
            onClick={() => onPick(account)}
          >
            {roles(account)}
          </button>
        ))}
      </span>
    </li>
  );
}
