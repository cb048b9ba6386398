import { Button, PasswordInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Window } from "@/shared/ui/Window";
import styles from "./AskWindow.module.css";
import { useAccountWords } from "./accountWords";
import { type AccountAnswer, askAccount } from "./allauth";
import { CodeField } from "./CodeField";

interface ReauthenticateProps {
  proofs: AccountAnswer["reauthenticate"];
  onDone: () => void;
  onClose: () => void;
}

/** Prove oneself once more before something that matters; what was begun goes on by itself. */
export function Reauthenticate({ proofs, onDone, onClose }: ReauthenticateProps) {
  const { t } = useTranslation(["security", "common"]);
  const wordsOf = useAccountWords();
  const [byCode, setByCode] = useState(!proofs.includes("reauthenticate"));
  const [value, setValue] = useState("");
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    // The form below this window hears of it otherwise, because React's events pass windows.
    event.stopPropagation();
    if (busy) return;
    if (value === "") return setTrouble(wordsOf({ field: null, code: "required" }));
    setBusy(true);
    const answer = byCode
      ? await askAccount("POST", "auth/2fa/reauthenticate", { code: value })
      : await askAccount("POST", "auth/reauthenticate", { password: value });
    setBusy(false);
    const first = answer.troubles[0];
    if (answer.ok) onDone();
    else setTrouble(first ? wordsOf(first) : t("codes.unknown"));
  }

  function change(next: string) {
    setValue(next);
    setTrouble(null);
  }

  return (
    <Window title={t("again.title")} onClose={onClose}>
      <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <p>{t("again.lead")}</p>
        {byCode ? (
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
        {proofs.length > 1 ? (
          <button
            type="button"
            className={styles.other}
            onClick={() => {
              setByCode((was) => !was);
              change("");
            }}
          >
            {t(byCode ? "again.byPassword" : "again.byCode")}
          </button>
        ) : null}
        <div className={styles.actions}>
          <Button variant="default" onClick={onClose}>
            {t("common:cancel")}
          </Button>
          <Button type="submit" loading={busy}>
            {t("again.submit")}
          </Button>
        </div>
      </form>
    </Window>
  );
}
