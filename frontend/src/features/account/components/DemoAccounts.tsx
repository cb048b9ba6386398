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

function grouped(accounts: readonly DemoAccount[], kind: OrganisationKind): Group[] {
  const groups = new Map<string, Group>();
  for (const account of accounts) {
    if (account.organisation.kind !== kind) continue;
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
          <Firms groups={grouped(demo.accounts, kind)} picked={picked} onPick={onPick} />
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

interface FirmsProps {
  groups: readonly Group[];
  picked: DemoAccount | null;
  onPick: (account: DemoAccount) => void;
}

/** The demo's story is told by the first firms of each kind; the others are one click away. */
const FIRST = 5;

function Firms({ groups, picked, onPick }: FirmsProps) {
  const { t } = useTranslation("account");
  const rows = groups.map((group) => (
    <FirmRow key={group.firm.nameEn} group={group} picked={picked} onPick={onPick} />
  ));
  if (rows.length <= FIRST) return <ul>{rows}</ul>;
  return (
    <>
      <ul>{rows.slice(0, FIRST)}</ul>
      <details className={styles.more}>
        <summary>{t("demo.more", { count: rows.length - FIRST })}</summary>
        <ul>{rows.slice(FIRST)}</ul>
      </details>
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
        {firm.verified ? null : <em>{t("demo.unchecked")}</em>}
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
