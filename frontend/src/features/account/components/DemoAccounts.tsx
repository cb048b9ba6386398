import { useTranslation } from "react-i18next";
import type { Role } from "@/shared/graphql/generated/graphql";
import type { Demo, DemoAccount } from "../demoAccounts";
import styles from "./DemoAccounts.module.css";

interface DemoAccountsProps {
  demo: Demo;
  picked: DemoAccount | null;
  onPick: (account: DemoAccount) => void;
}

/** The accounts of the demo; one click fills the form, signing in stays a deliberate act. */
export function DemoAccounts({ demo, picked, onPick }: DemoAccountsProps) {
  const { t } = useTranslation(["account", "terms"]);
  const role = (name: string) =>
    t(`terms:role.${name.toUpperCase() as Role}`, { defaultValue: name });
  const firms = [...new Set(demo.accounts.map((each) => each.organisation))];
  return (
    <section className={styles.demo} aria-labelledby="demo-title">
      <h2 id="demo-title">{t("demo.title")}</h2>
      <p className="sb-small sb-muted">{t("demo.lead")}</p>
      {firms.map((firm) => (
        <div key={firm} className={styles.firm}>
          <h3>{firm}</h3>
          <ul>
            {demo.accounts
              .filter((each) => each.organisation === firm)
              .map((account) => (
                <li key={account.email}>
                  <button
                    type="button"
                    aria-pressed={picked?.email === account.email}
                    onClick={() => onPick(account)}
                  >
                    <strong>{account.name}</strong>
                    <span>{account.roles.map(role).join(", ")}</span>
                    <code>{account.email}</code>
                  </button>
                </li>
              ))}
          </ul>
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
