import { Button } from "@mantine/core";
import { IconMailOpened } from "@tabler/icons-react";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { askAccount } from "@/shared/session/allauth";
import { CodeField } from "@/shared/session/CodeField";
import { useOutcomes } from "@/shared/session/outcomes";
import { Done, Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { useDemo } from "../demoAccounts";
import styles from "./Form.module.css";

const FIELDS = ["key"] as const;
const WAIT = 60;

/** Count the seconds until a new code may be asked for. */
export function useCountdown(): [number, () => void] {
  const [left, setLeft] = useState(WAIT);
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return [left, () => setLeft(WAIT)];
}

/** In the demo no mail leaves the machine; this leads to where they are kept. */
export function OutboxLink() {
  const { t } = useTranslation("people");
  const demo = useDemo();
  if (!demo) return null;
  return (
    <a className={styles.aside} href="/outbox" target="_blank" rel="noopener">
      <IconMailOpened size={16} aria-hidden="true" style={{ verticalAlign: "-3px" }} />{" "}
      {t("codeStep.outbox")}
    </a>
  );
}

interface MailCodeProps {
  email: string | null;
  onDone: () => void;
  /** The way back to another address, where there is one. */
  onOther?: () => void;
}

/** The code from our mail: typed, not followed, because mail scanners follow links. */
export function MailCode({ email, onDone, onOther }: MailCodeProps) {
  const { t } = useTranslation(["people", "security"]);
  const [code, setCode] = useState("");
  const [expired, setExpired] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const [left, restart] = useCountdown();
  const act = useAct(FIELDS);
  const again = useAct();
  const outcomes = useOutcomes();

  async function submit(event: FormEvent) {
    event.preventDefault();
    setSaid(null);
    if (code === "") return act.refuse([{ field: "key", words: t("security:codes.required") }]);
    const done = await act.run(async () => {
      const answer = await askAccount("POST", "auth/email/verify", { key: code });
      if (answer.status === 409) setExpired(true);
      return outcomes.ofAccount(answer);
    });
    if (done) onDone();
  }

  async function resend() {
    const done = await again.run(async () => {
      const answer = await askAccount("POST", "auth/email/verify/resend");
      if (answer.status === 409) setExpired(true);
      return outcomes.ofAccount(answer);
    });
    if (!done) return;
    setCode("");
    act.clear();
    restart();
    setSaid(t("codeStep.resent"));
  }

  if (expired) {
    const next = email ? `?email=${encodeURIComponent(email)}` : "";
    return (
      <div className={styles.form}>
        <Trouble words={t("codeStep.expired")} />
        <div className={styles.actions}>
          <Button component={Link} to={`/sign-in${next}`} reloadDocument>
            {t("codeStep.toSignIn")}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <form
      className={styles.form}
      ref={act.form}
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      <p>{email ? t("codeStep.sentTo", { email }) : t("codeStep.sent")}</p>
      <OutboxLink />
      <Trouble words={act.words ?? again.words} />
      <CodeField
        label={t("codeStep.label")}
        help={t("codeStep.help")}
        value={code}
        onChange={(next) => {
          setCode(next);
          act.clear("key");
        }}
        error={act.at("key")}
        figures
      />
      <div className={styles.actions}>
        <Button type="submit" size="md" loading={act.busy}>
          {t("codeStep.submit")}
        </Button>
        {left > 0 ? (
          <span className={styles.aside}>{t("codeStep.resendIn", { seconds: left })}</span>
        ) : (
          <Button variant="default" loading={again.busy} onClick={() => void resend()}>
            {t("codeStep.resend")}
          </Button>
        )}
        {onOther ? (
          <Button variant="subtle" size="compact-md" onClick={onOther}>
            {t("codeStep.other")}
          </Button>
        ) : null}
      </div>
      <Done words={said} />
      {act.window}
    </form>
  );
}
