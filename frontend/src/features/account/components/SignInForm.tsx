import { Button, PasswordInput, TextInput } from "@mantine/core";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type FieldTrouble, signIn } from "@/shared/session/allauth";
import styles from "./SignInForm.module.css";

interface SignInFormProps {
  email: string;
  password: string;
  onEntered: () => void;
}

const CODES = [
  "required",
  "invalid",
  "email_password_mismatch",
  "too_many_login_attempts",
  "offline",
] as const;

type Troubles = Partial<Record<"email" | "password" | "form", (typeof CODES)[number] | "unknown">>;

function sorted(troubles: readonly FieldTrouble[]): Troubles {
  const result: Troubles = {};
  for (const { field, code } of troubles) {
    const place = field === "email" || field === "password" ? field : "form";
    result[place] ??= CODES.find((each) => each === code) ?? "unknown";
  }
  return result;
}

function looked(email: string, password: string): Troubles {
  const result: Troubles = {};
  if (email.trim() === "") result.email = "required";
  else if (!/^\S+@\S+\.\S+$/.test(email.trim())) result.email = "invalid";
  if (password === "") result.password = "required";
  return result;
}

/** E-mail and password; errors stand at their field, and the first of them gets the focus. */
export function SignInForm(props: SignInFormProps) {
  const { t } = useTranslation("account");
  const [email, setEmail] = useState(props.email);
  const [password, setPassword] = useState(props.password);
  const [troubles, setTroubles] = useState<Troubles>({});
  const [busy, setBusy] = useState(false);
  const emailField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  const words = (code: Troubles["form"]) => (code ? t(`signIn.errors.${code}`) : null);

  function show(next: Troubles) {
    setTroubles(next);
    if (next.email) emailField.current?.focus();
    else if (next.password || next.form) passwordField.current?.focus();
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    const before = looked(email, password);
    if (Object.keys(before).length > 0) {
      show(before);
      return;
    }
    setBusy(true);
    try {
      const refused = await signIn(email.trim(), password);
      if (refused.length === 0) props.onEntered();
      else show(sorted(refused));
    } catch {
      show({ form: "offline" });
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      {troubles.form ? (
        <p className={styles.trouble} role="alert">
          {words(troubles.form)}
        </p>
      ) : null}
      <TextInput
        ref={emailField}
        label={t("signIn.email")}
        type="email"
        name="email"
        autoComplete="username"
        size="md"
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
        onBlur={() => {
          if (email && looked(email, "x").email)
            setTroubles((now) => ({ ...now, email: "invalid" }));
          else setTroubles(({ email: _, ...rest }) => rest);
        }}
        error={words(troubles.email)}
      />
      <PasswordInput
        ref={passwordField}
        label={t("signIn.password")}
        name="password"
        autoComplete="current-password"
        size="md"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={words(troubles.password)}
        visibilityToggleButtonProps={{ "aria-label": t("signIn.showPassword") }}
      />
      <Button type="submit" size="md" loading={busy}>
        {t("signIn.submit")}
      </Button>
    </form>
  );
}
