import { Button } from "@mantine/core";
import { IconFingerprint } from "@tabler/icons-react";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { type AccountAnswer, askAccount, secondStepTypes, signOut } from "@/shared/session/allauth";
import { CodeField } from "@/shared/session/CodeField";
import { useOutcomes } from "@/shared/session/outcomes";
import { passkeysPossible } from "@/shared/session/passkey";
import { answerByPasskey } from "@/shared/session/passkeySteps";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import styles from "./Form.module.css";

const FIELDS = ["code"] as const;

interface SecondStepProps {
  onEntered: () => void;
  onBack: () => void;
}

/** Whether a passkey can be the second step of the sign-in that is under way. */
function usePasskeyStep(): boolean {
  const [offered, setOffered] = useState(false);
  useEffect(() => {
    if (!passkeysPossible()) return;
    void askAccount("GET", "auth/session").then(({ data }) =>
      setOffered(secondStepTypes(data).includes("webauthn")),
    );
  }, []);
  return offered;
}

/** A passkey, the code of the authenticator app, or one of the recovery codes. */
export function SecondStep({ onEntered, onBack }: SecondStepProps) {
  const { t } = useTranslation(["people", "security"]);
  const [code, setCode] = useState("");
  const act = useAct(FIELDS);
  const outcomes = useOutcomes();

  const byPasskey = usePasskeyStep();

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (code === "") return act.refuse([{ field: "code", words: t("security:codes.required") }]);
    await take(() => askAccount("POST", "auth/2fa/authenticate", { code }));
  }

  async function take(ask: () => Promise<AccountAnswer>) {
    let over = false;
    const done = await act.run(async () => {
      const answer = await ask();
      // The first step has expired; there is nothing to add a code to.
      over = answer.signedOut;
      return outcomes.ofAccount({ ...answer, signedOut: false });
    });
    if (over) return onBack();
    if (done) onEntered();
  }

  return (
    <form
      className={styles.form}
      ref={act.form}
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      <p>{t("mfa.lead")}</p>
      <Trouble words={act.words} />
      {byPasskey ? (
        <Button
          variant="default"
          size="md"
          disabled={act.busy}
          leftSection={<IconFingerprint size={18} aria-hidden="true" />}
          onClick={() => void take(() => answerByPasskey("authenticate"))}
        >
          {t("mfa.passkey")}
        </Button>
      ) : null}
      <CodeField
        label={t("security:code.label")}
        help={t("mfa.lost")}
        value={code}
        onChange={(next) => {
          setCode(next);
          act.clear("code");
        }}
        error={act.at("code")}
      />
      <div className={styles.actions}>
        <Button type="submit" size="md" loading={act.busy}>
          {t("mfa.submit")}
        </Button>
        <Button
          variant="subtle"
          onClick={() =>
            void signOut()
              .catch(() => undefined)
              .then(onBack)
          }
        >
          {t("mfa.back")}
        </Button>
      </div>
    </form>
  );
}
