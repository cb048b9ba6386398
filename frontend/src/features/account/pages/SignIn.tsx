import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { safeReturnPath } from "@/shared/lib/text";
import { InAppHint } from "@/shared/session/InAppHint";
import { useSession, type Viewer } from "@/shared/session/session";
import { PageHead } from "@/shared/ui/PageHead";
import { DemoAccounts } from "../components/DemoAccounts";
import { MailCode } from "../components/MailCode";
import { SecondStep } from "../components/SecondStep";
import { SignInForm } from "../components/SignInForm";
import { type DemoAccount, useDemo } from "../demoAccounts";
import { pendingAddress, usePendingStep } from "../pendingStep";
import styles from "./SignIn.module.css";

/** Where a person's work begins when no page was asked for. */
function beginning(viewer: Viewer | null): string {
  if (viewer && !viewer.organisation) return viewer.canOperate ? "/system" : "/join";
  return "/home";
}

/** Sign in, step by step where the account asks for more, and go back to the page asked for. */
export function SignIn() {
  const { t } = useTranslation(["account", "people"]);
  const [params] = useSearchParams();
  const { viewer, error, restart } = useSession();
  const navigate = useNavigate();
  const demo = useDemo();
  const [picked, setPicked] = useState<DemoAccount | null>(null);
  const [entered, setEntered] = useState(false);
  const [step, setStep] = usePendingStep(viewer !== null || entered);
  const asked = params.has("next");
  const next = asked ? safeReturnPath(params.get("next")) : beginning(viewer);

  useEffect(() => {
    if (!entered || (!asked && !viewer && !error)) return;
    void navigate(next, { replace: true });
  }, [entered, asked, viewer, error, next, navigate]);

  function enter() {
    restart();
    setEntered(true);
  }

  const open = viewer === null || entered;
  const coded = open && step === "mfa_authenticate";
  const mailed = open && step === "verify_email";
  const title = coded ? "people:mfa.title" : mailed ? "people:codeStep.title" : "signIn.title";
  return (
    <div className={styles.page} data-demo={demo !== null && !coded && !mailed}>
      <div className={styles.main}>
        <PageHead
          title={t(title)}
          {...(coded || mailed ? {} : { lead: t(asked ? "signIn.return" : "signIn.lead") })}
        />
        <InAppHint />
        {open ? null : (
          <div className={styles.already}>
            <p>{t("signIn.already", { name: viewer.name })}</p>
            <Button onClick={() => void navigate(next)}>{t("signIn.continue")}</Button>
          </div>
        )}
        {coded ? <SecondStep onEntered={enter} onBack={() => setStep(null)} /> : null}
        {mailed ? (
          <MailCode email={pendingAddress()} onDone={enter} onOther={() => setStep(null)} />
        ) : null}
        {open && !coded && !mailed ? (
          <SignInForm
            key={picked?.email ?? "own"}
            email={picked?.email ?? params.get("email") ?? ""}
            password={picked ? (demo?.password ?? "") : ""}
            onEntered={enter}
            onStep={setStep}
          />
        ) : null}
        <aside className={styles.notes}>
          <h2>{t("aside.title")}</h2>
          <ul>
            <li>{t("aside.one")}</li>
            <li>{t("aside.two")}</li>
          </ul>
        </aside>
      </div>
      {demo && open && !coded && !mailed ? (
        <DemoAccounts demo={demo} picked={picked} onPick={setPicked} />
      ) : null}
    </div>
  );
}
