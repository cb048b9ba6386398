import { Button, PasswordInput } from "@mantine/core";
import { IconFingerprint } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { type AccountAnswer, type PendingStep, signIn } from "@/shared/session/allauth";
import { type Problem, useOutcomes } from "@/shared/session/outcomes";
import { passkeysPossible } from "@/shared/session/passkey";
import { answerByPasskey } from "@/shared/session/passkeySteps";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { LimitedInput } from "@/shared/ui/Limited";
import { keepPendingAddress } from "../pendingStep";
import styles from "./Form.module.css";

interface SignInFormProps {
  email: string;
  password: string;
  onEntered: () => void;
  onStep: (step: PendingStep) => void;
}

const FIELDS = ["email", "password"] as const;

/** E-mail and password; errors stand at their field, and the first of them gets the focus. */
export function SignInForm(props: SignInFormProps) {
  const { t } = useTranslation(["account", "people"]);
  const [email, setEmail] = useState(props.email);
  const [password, setPassword] = useState(props.password);
  const act = useAct(FIELDS);
  const outcomes = useOutcomes();
  const malformed = email.trim() !== "" && !/^\S+@\S+\.\S+$/.test(email.trim());

  function looked(): Problem[] {
    const problems: Problem[] = [];
    if (email.trim() === "") problems.push({ field: "email", words: t("signIn.errors.noEmail") });
    else if (malformed) problems.push({ field: "email", words: t("signIn.errors.invalid") });
    if (password === "") problems.push({ field: "password", words: t("signIn.errors.noPassword") });
    return problems;
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    const before = looked();
    if (before.length > 0) return act.refuse(before);
    await enter(() => signIn(email.trim(), password));
  }

  async function enter(ask: () => Promise<AccountAnswer>) {
    const done = await act.run(async () => outcomes.ofAccount(await ask()));
    if (!done) return;
    if (email.trim() !== "") keepPendingAddress(email.trim());
    if (done.ok) props.onEntered();
    else if (done.pending) props.onStep(done.pending);
  }

  return (
    <form
      className={styles.form}
      ref={act.form}
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      <Trouble words={act.words} />
      <LimitedInput
        label={t("signIn.email")}
        type="email"
        name="email"
        autoComplete="username"
        size="md"
        most={254}
        value={email}
        onChange={(event) => {
          setEmail(event.currentTarget.value);
          act.clear("email");
        }}
        onBlur={() => {
          if (malformed) act.note({ field: "email", words: t("signIn.errors.invalid") });
        }}
        error={act.at("email")}
      />
      <PasswordInput
        label={t("signIn.password")}
        name="password"
        autoComplete="current-password"
        size="md"
        value={password}
        onChange={(event) => {
          setPassword(event.currentTarget.value);
          act.clear("password");
        }}
        error={act.at("password")}
        visibilityToggleButtonProps={{ "aria-label": t("signIn.showPassword") }}
      />
      <div className={styles.actions}>
        <Button type="submit" size="md" loading={act.busy}>
          {t("signIn.submit")}
        </Button>
        <Link
          className={styles.aside}
          to={`/reset-password${email ? `?email=${encodeURIComponent(email.trim())}` : ""}`}
        >
          {t("people:forgot")}
        </Link>
      </div>
      {passkeysPossible() ? (
        <Button
          className={styles.passkey ?? ""}
          variant="default"
          size="md"
          disabled={act.busy}
          leftSection={<IconFingerprint size={18} aria-hidden="true" />}
          onClick={() => void enter(() => answerByPasskey("login"))}
        >
          {t("people:mfa.passkey")}
        </Button>
      ) : null}
      <p className={styles.aside}>
        {t("people:noAccount")} <Link to="/sign-up">{t("people:make")}</Link>
      </p>
    </form>
  );
}
