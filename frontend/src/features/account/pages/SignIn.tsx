import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { safeReturnPath } from "@/shared/lib/text";
import { useSession } from "@/shared/session/session";
import { PageHead } from "@/shared/ui/PageHead";
import { DemoAccounts } from "../components/DemoAccounts";
import { SignInForm } from "../components/SignInForm";
import { type DemoAccount, useDemo } from "../demoAccounts";
import styles from "./SignIn.module.css";

/** Sign in, and go back to the page that was asked for. */
export function SignIn() {
  const { t } = useTranslation("account");
  const [params] = useSearchParams();
  const { viewer, restart } = useSession();
  const navigate = useNavigate();
  const demo = useDemo();
  const [picked, setPicked] = useState<DemoAccount | null>(null);
  const next = safeReturnPath(params.get("next"));

  async function enter() {
    restart();
    await navigate(next, { replace: true });
  }

  return (
    <div className={styles.page} data-demo={demo !== null}>
      <div className={styles.main}>
        <PageHead
          title={t("signIn.title")}
          lead={params.has("next") ? t("signIn.return") : t("signIn.lead")}
        />
        {viewer ? (
          <div className={styles.already}>
            <p>{t("signIn.already", { name: viewer.name })}</p>
            <Button onClick={() => void navigate(next)}>{t("signIn.continue")}</Button>
          </div>
        ) : (
          <SignInForm
            key={picked?.email ?? "own"}
            email={picked?.email ?? ""}
            password={picked ? (demo?.password ?? "") : ""}
            onEntered={() => void enter()}
          />
        )}
        <aside className={styles.notes}>
          <h2>{t("aside.title")}</h2>
          <ul>
            <li>{t("aside.one")}</li>
            <li>{t("aside.two")}</li>
          </ul>
        </aside>
      </div>
      {demo && !viewer ? <DemoAccounts demo={demo} picked={picked} onPick={setPicked} /> : null}
    </div>
  );
}
