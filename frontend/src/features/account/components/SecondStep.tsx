import { Button } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { askAccount, signOut } from "@/shared/session/allauth";
import { CodeField } from "@/shared/session/CodeField";
import { useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import styles from "./Form.module.css";

const FIELDS = ["code"] as const;

interface SecondStepProps {
  onEntered: () => void;
  onBack: () => void;
}

/** The code of the authenticator app, or one of the recovery codes. */
export function SecondStep({ onEntered, onBack }: SecondStepProps) {
  const { t } = useTranslation(["people", "security"]);
  const [code, setCode] = useState("");
  const act = useAct(FIELDS);
  const outcomes = useOutcomes();

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (code === "") return act.refuse([{ field: "code", words: t("security:codes.required") }]);
    let over = false;
    const done = await act.run(async () => {
      const answer = await askAccount("POST", "auth/2fa/authenticate", { code });
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
