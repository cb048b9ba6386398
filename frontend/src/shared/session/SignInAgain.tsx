import { Button, PasswordInput } from "@mantine/core";
import { IconFingerprint } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { sessionResumed } from "@/shared/graphql/presence";
import { Window } from "@/shared/ui/Window";
import styles from "./AskWindow.module.css";
import { useAccountWords } from "./accountWords";
import { type AccountAnswer, askAccount, secondStepTypes, signIn } from "./allauth";
import { CodeField } from "./CodeField";
import { passkeysPossible } from "./passkey";
import { answerByPasskey } from "./passkeySteps";
import { useSession } from "./session";

interface SignInAgainProps {
  onDone: () => void;
  onClose: () => void;
}

/** The session ended while something was typed: sign in over the page, and go on where one was. */
export function SignInAgain({ onDone, onClose }: SignInAgainProps) {
  const { t } = useTranslation(["security", "common"]);
  const wordsOf = useAccountWords();
  const { viewer } = useSession();
  // The same person as before, whatever the page learns meanwhile.
  const [email] = useState(viewer?.email ?? "");
  const [coded, setCoded] = useState(false);
  const [passkey, setPasskey] = useState(false);
  const [value, setValue] = useState("");
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    // The form below this window hears of it otherwise, because React's events pass windows.
    event.stopPropagation();
    if (busy) return;
    if (value === "") return setTrouble(wordsOf({ field: null, code: "required" }));
    await take(() =>
      coded ? askAccount("POST", "auth/2fa/authenticate", { code: value }) : signIn(email, value),
    );
  }

  async function take(ask: () => Promise<AccountAnswer>) {
    setBusy(true);
    const answer = await ask();
    setBusy(false);
    if (answer.ok) {
      sessionResumed();
      return onDone();
    }
    if (answer.pending === "mfa_authenticate" && answer.troubles.length === 0) {
      setCoded(true);
      setPasskey(passkeysPossible() && secondStepTypes(answer.data).includes("webauthn"));
      setValue("");
      setTrouble(null);
      return;
    }
    const first = answer.troubles[0];
    setTrouble(first ? wordsOf(first) : t("codes.unknown"));
  }

  function change(next: string) {
    setValue(next);
    setTrouble(null);
  }

  return (
    <Window title={t("ended.title")} onClose={onClose}>
      <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <p>{t("ended.lead", { email })}</p>
        {coded ? (
          <CodeField
            label={t("code.label")}
            help={t("code.help")}
            value={value}
            onChange={change}
            error={trouble}
            autoFocus
          />
        ) : (
          <PasswordInput
            label={t("again.password")}
            autoComplete="current-password"
            size="md"
            value={value}
            onChange={(event) => change(event.currentTarget.value)}
            error={trouble}
            visibilityToggleButtonProps={{ "aria-label": t("showPassword") }}
            data-autofocus
          />
        )}
        {coded && passkey ? (
          <Button
            variant="default"
            disabled={busy}
            leftSection={<IconFingerprint size={16} aria-hidden="true" />}
            onClick={() => void take(() => answerByPasskey("authenticate"))}
          >
            {t("again.byPasskey")}
          </Button>
        ) : null}
        <div className={styles.actions}>
          <Button variant="default" onClick={onClose}>
            {t("common:cancel")}
          </Button>
          <Button type="submit" loading={busy}>
            {t("ended.submit")}
          </Button>
        </div>
      </form>
    </Window>
  );
}
