import { Button, PasswordInput } from "@mantine/core";
import { IconFingerprint } from "@tabler/icons-react";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Bar, Loading } from "@/shared/ui/states";
import { Window } from "@/shared/ui/Window";
import styles from "./AskWindow.module.css";
import { useAccountWords } from "./accountWords";
import { type AccountAnswer, askAccount } from "./allauth";
import { CodeField } from "./CodeField";
import type { Proof } from "./outcomes";
import { passkeysPossible } from "./passkey";
import { answerByPasskey, hasCodes, hasPasskey } from "./passkeySteps";
import { Trouble } from "./Trouble";

interface ReauthenticateProps {
  proofs: readonly Proof[];
  onDone: () => void;
  onClose: () => void;
}

type Way = "password" | "code" | "passkey";

/**
 * Which ways stand open, the strongest first; null until it is known what the account has.
 *
 * A passkey is offered only where the account has one and the browser can ask it, a code of the app
 * only where there is an app, unless nothing else would be left.
 */
function useWays(proofs: readonly Proof[]): Way[] | null {
  const asks = proofs.includes("mfa_reauthenticate");
  const [has, setHas] = useState<{ passkey: boolean; code: boolean } | null>(null);
  useEffect(() => {
    if (!asks) return;
    void askAccount("GET", "account/authenticators").then(({ ok, data }) => {
      const passkey = ok && passkeysPossible() && hasPasskey(data);
      setHas({ passkey, code: !ok || !passkey || hasCodes(data) });
    });
  }, [asks]);
  if (asks && !has) return null;
  return [
    ...(has?.passkey ? (["passkey"] as const) : []),
    ...(proofs.includes("reauthenticate") ? (["password"] as const) : []),
    ...(proofs.includes("code") || has?.code ? (["code"] as const) : []),
  ];
}

/** Prove oneself once more before something that matters; what was begun goes on by itself. */
export function Reauthenticate({ proofs, onDone, onClose }: ReauthenticateProps) {
  const { t } = useTranslation(["security", "common"]);
  const wordsOf = useAccountWords();
  const ways = useWays(proofs);
  const [chosen, setChosen] = useState<Way | null>(null);
  const way = chosen ?? ways?.[0] ?? (ways ? "password" : null);
  const [value, setValue] = useState("");
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    // The form below this window hears of it otherwise, because React's events pass windows.
    event.stopPropagation();
    if (busy || !way) return;
    if (value === "" && way !== "passkey")
      return setTrouble(wordsOf({ field: null, code: "required" }));
    setBusy(true);
    const answer = await proved(way, value);
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
        <p>{t(proofs.includes("code") ? "again.codeLead" : "again.lead")}</p>
        {way === "code" ? (
          <CodeField
            label={t("code.label")}
            {...(proofs.includes("code") ? {} : { help: t("code.help") })}
            value={value}
            onChange={change}
            error={trouble}
            autoFocus
          />
        ) : null}
        {way === "password" ? (
          <PasswordInput
            label={t("again.password")}
            autoComplete="current-password"
            size="md"
            value={value}
            onChange={(event) => change(event.currentTarget.value)}
            error={trouble}
            visibilityToggleButtonProps={{ "aria-label": t("showPassword") }}
            autoFocus
          />
        ) : null}
        {way === "passkey" ? <Trouble words={trouble} /> : null}
        {ways === null ? (
          <Loading>
            <Bar height={64} />
          </Loading>
        ) : null}
        {ways
          ?.filter((each) => each !== way)
          .map((each) => (
            <button
              key={each}
              type="button"
              className={styles.other}
              onClick={() => {
                setChosen(each);
                change("");
              }}
            >
              {t(OTHER[each])}
            </button>
          ))}
        <div className={styles.actions}>
          <Button variant="default" onClick={onClose}>
            {t("common:cancel")}
          </Button>
          <Button
            type="submit"
            loading={busy}
            disabled={way === null}
            key={way ?? "waiting"}
            autoFocus={way === "passkey"}
            leftSection={
              way === "passkey" ? <IconFingerprint size={16} aria-hidden="true" /> : null
            }
          >
            {t(way === "passkey" ? "again.passkey" : "again.submit")}
          </Button>
        </div>
      </form>
    </Window>
  );
}

const OTHER = {
  password: "again.byPassword",
  code: "again.byCode",
  passkey: "again.byPasskey",
} as const;

function proved(way: Way, value: string): Promise<AccountAnswer> {
  if (way === "passkey") return answerByPasskey("reauthenticate");
  return way === "code"
    ? askAccount("POST", "auth/2fa/reauthenticate", { code: value })
    : askAccount("POST", "auth/reauthenticate", { password: value });
}
