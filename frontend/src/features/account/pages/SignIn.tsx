import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
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
  const { viewer, error, restart } = useSession();
  const navigate = useNavigate();
  const demo = useDemo();
  const [picked, setPicked] = useState<DemoAccount | null>(null);
  const next = safeReturnPath(params.get("next"));

  const [entered, setEntered] = useState(false);

  // Nobody asked for a page: a reviewer's work waits in the queue, everyone else begins in the market.
  const asked = params.has("next");
  useEffect(() => {
    if (!entered || (!asked && !viewer && !error)) return;
    const queue = !asked && viewer?.roles.includes("REVIEWER");
    void navigate(queue ? "/reviews" : next, { replace: true });
  }, [entered, asked, viewer, error, next, navigate]);

  function enter() {
    restart();
    setEntered(true);
  }

  return (
    <div className={styles.page} data-demo={demo !== null}>
      <div className={styles.main}>
        <PageHead title={t("signIn.title")} lead={asked ? t("signIn.return") : t("signIn.lead")} />
        {viewer && !entered ? (
          <div className={styles.already}>
            <p>{t("signIn.already", { name: viewer.name })}</p>
            <Button onClick={() => void navigate(next)}>{t("signIn.continue")}</Button>
          </div>
        ) : (
          <SignInForm
            key={picked?.email ?? "own"}
            email={picked?.email ?? ""}
            password={picked ? (demo?.password ?? "") : ""}
            onEntered={enter}
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
      {demo && (!viewer || entered) ? (
        <DemoAccounts demo={demo} picked={picked} onPick={setPicked} />
      ) : null}
    </div>
  );
}
