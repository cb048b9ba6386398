import { Button } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { askAccount } from "@/shared/session/allauth";
import { CodeField } from "@/shared/session/CodeField";
import { useDraft } from "@/shared/session/draft";
import { type Problem, useOutcomes } from "@/shared/session/outcomes";
import { useSession } from "@/shared/session/session";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { LimitedInput } from "@/shared/ui/Limited";
import { PageHead } from "@/shared/ui/PageHead";
import formStyles from "../components/Form.module.css";
import { OutboxLink } from "../components/MailCode";
import { NewPassword } from "../components/NewPassword";
import styles from "./SignUp.module.css";

type Step = "address" | "code" | "done";

/** A forgotten password: a code to the address, and a new password with it. */
export function ResetPassword() {
  const { t } = useTranslation("people");
  const [params] = useSearchParams();
  const asked = params.get("email") ?? "";
  // Whoever looks for the code in another place comes back to where it is typed.
  const [{ email, sent }, keep, forget] = useDraft(`reset-password.${asked}`, {
    email: asked,
    sent: false,
  });
  const [whose, setWhose] = useState<string | null>(null);
  const step: Step = whose !== null ? "done" : sent ? "code" : "address";

  function finish() {
    setWhose(email);
    forget();
  }

  return (
    <div className={styles.page}>
      <div className={styles.main}>
        <PageHead
          title={t(step === "done" ? "reset.done" : "reset.title")}
          lead={t(step === "done" ? "reset.doneLead" : "reset.lead")}
        />
        {step === "address" ? (
          <AddressStep
            email={email}
            onEmail={(next) => keep({ email: next })}
            onSent={() => keep({ sent: true })}
          />
        ) : null}
        {step === "code" ? (
          <CodeStep email={email} onDone={finish} onAgain={() => keep({ sent: false })} />
        ) : null}
        {step === "done" ? (
          <div className={formStyles.actions}>
            <Button
              component={Link}
              to={`/sign-in?email=${encodeURIComponent(whose ?? "")}`}
              size="md"
            >
              {t("signUp.signIn")}
            </Button>
          </div>
        ) : (
          <Link to="/sign-in">{t("reset.back")}</Link>
        )}
      </div>
    </div>
  );
}

interface AddressStepProps {
  email: string;
  onEmail: (email: string) => void;
  onSent: () => void;
}

const ADDRESS = ["email"] as const;

function AddressStep({ email, onEmail, onSent }: AddressStepProps) {
  const { t } = useTranslation(["people", "account", "security"]);
  const act = useAct(ADDRESS);
  const outcomes = useOutcomes();

  async function submit(event: FormEvent) {
    event.preventDefault();
    const typed = email.trim();
    if (!/^\S+@\S+\.\S+$/.test(typed)) {
      const words = t(typed === "" ? "account:signIn.errors.noEmail" : "security:codes.invalid");
      return act.refuse([{ field: "email", words }]);
    }
    const done = await act.run(async () => {
      const answer = await askAccount("POST", "auth/password/request", { email: typed });
      // Whether the address has an account is not told; the answer is the same.
      return outcomes.ofAccount({ ...answer, signedOut: false });
    });
    if (done) onSent();
  }

  return (
    <form
      className={formStyles.form}
      ref={act.form}
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      <Trouble words={act.words} />
      <LimitedInput
        label={t("reset.email")}
        type="email"
        name="email"
        autoComplete="username"
        size="md"
        most={254}
        value={email}
        onChange={(event) => {
          onEmail(event.currentTarget.value);
          act.clear("email");
        }}
        error={act.at("email")}
      />
      <div className={formStyles.actions}>
        <Button type="submit" size="md" loading={act.busy}>
          {t("reset.submit")}
        </Button>
      </div>
    </form>
  );
}

interface CodeStepProps {
  email: string;
  onDone: () => void;
  onAgain: () => void;
}

const CODE = ["key", "password"] as const;

function CodeStep({ email, onDone, onAgain }: CodeStepProps) {
  const { t } = useTranslation(["people", "security"]);
  const { viewer, restart } = useSession();
  const [code, setCode] = useState("");
  const [password, setPassword] = useState("");
  const [expired, setExpired] = useState(false);
  const act = useAct(CODE);
  const outcomes = useOutcomes();

  async function submit(event: FormEvent) {
    event.preventDefault();
    const words = t("security:codes.required");
    const empty: Problem[] = [];
    if (code === "") empty.push({ field: "key", words });
    if (password === "") empty.push({ field: "password", words });
    if (empty.length > 0) return act.refuse(empty);
    const done = await act.run(async () => {
      const answer = await askAccount("POST", "auth/password/reset", { key: code, password });
      if (answer.status === 409) setExpired(true);
      // Saved is 401 here: the new password is set, and nobody is signed in by it.
      return outcomes.ofAccount({ ...answer, signedOut: false });
    });
    if (!done) return;
    if (viewer) restart();
    onDone();
  }

  if (expired) {
    return (
      <div className={formStyles.form}>
        <Trouble words={t("reset.expired")} />
        <div className={formStyles.actions}>
          <Button onClick={onAgain}>{t("reset.again")}</Button>
        </div>
      </div>
    );
  }
  return (
    <form
      className={formStyles.form}
      ref={act.form}
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      <p role="status">{t("reset.sent", { email: email.trim() })}</p>
      <OutboxLink />
      <Trouble words={act.words} />
      <CodeField
        label={t("reset.code")}
        help={t("codeStep.help")}
        value={code}
        onChange={(next) => {
          setCode(next);
          act.clear("key");
        }}
        error={act.at("key")}
        figures
      />
      <NewPassword
        label={t("reset.password")}
        value={password}
        own={[email]}
        error={act.at("password")}
        onChange={(next) => {
          setPassword(next);
          act.clear("password");
        }}
      />
      <div className={formStyles.actions}>
        <Button type="submit" size="md" loading={act.busy}>
          {t("reset.save")}
        </Button>
        <Button variant="subtle" onClick={onAgain}>
          {t("reset.again")}
        </Button>
      </div>
    </form>
  );
}
