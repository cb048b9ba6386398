import { Button } from "@mantine/core";
import { type FormEvent, useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { askAccount } from "@/shared/session/allauth";
import { useOutcomes } from "@/shared/session/outcomes";
import { useSession, type Viewer } from "@/shared/session/session";
import { Done, Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { LimitedInput } from "@/shared/ui/Limited";
import { Panel } from "@/shared/ui/Panel";
import styles from "./Form.module.css";
import { MailCode } from "./MailCode";

interface Address {
  email: string;
  verified: boolean;
}

function addressesOf(data: unknown): Address[] {
  return Array.isArray(data) ? (data as Address[]) : [];
}

type Words = "changed" | "kept" | null;

/** Another address: it counts only once the code that was sent there has been typed. */
export function ChangeAddress({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation("people");
  const { restart } = useSession();
  const [waiting, setWaiting] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState<Words>(null);
  const act = useAct();
  const outcomes = useOutcomes();

  const look = useCallback(async () => {
    const answer = await askAccount("GET", "account/email");
    if (!answer.ok) return;
    setWaiting(addressesOf(answer.data).find((each) => !each.verified)?.email ?? null);
  }, []);
  useEffect(() => void look(), [look]);

  async function keep() {
    const email = waiting ?? "";
    const done = await act.run(async () =>
      outcomes.ofAccount(await askAccount("DELETE", "account/email", { email })),
    );
    if (!done) return;
    setWaiting(null);
    setOpen(false);
    setSaid("kept");
  }

  function changed() {
    setWaiting(null);
    setOpen(false);
    setSaid("changed");
    restart();
  }

  return (
    <Panel title={t("account.email")}>
      <div className={styles.part}>
        <p className="sb-muted sb-small">{t("account.emailLead")}</p>
        <p>
          {t("account.now")}: <strong>{viewer.email}</strong>
        </p>
        <Done words={said ? t(`account.${said}`) : null} />
        <Trouble words={act.words} />
        {waiting ? (
          <>
            <MailCode email={waiting} onDone={changed} />
            <Button variant="subtle" loading={act.busy} onClick={() => void keep()}>
              {t("account.cancelChange")}
            </Button>
          </>
        ) : null}
        {!waiting && open ? (
          <NewAddress
            onSent={(email) => {
              setSaid(null);
              setWaiting(email);
            }}
          />
        ) : null}
        {!waiting && !open ? (
          <Button variant="default" onClick={() => setOpen(true)}>
            {t("account.change")}
          </Button>
        ) : null}
        {act.window}
      </div>
    </Panel>
  );
}

const FIELDS = ["email"] as const;

function NewAddress({ onSent }: { onSent: (email: string) => void }) {
  const { t } = useTranslation(["people", "security"]);
  const [email, setEmail] = useState("");
  const act = useAct(FIELDS);
  const outcomes = useOutcomes();
  const field = useRef<HTMLInputElement>(null);
  // The form stands where the button was that opened it.
  useEffect(() => field.current?.focus(), []);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const typed = email.trim();
    if (!/^\S+@\S+\.\S+$/.test(typed)) {
      const words = t(typed === "" ? "security:codes.required" : "security:codes.invalid");
      return act.refuse([{ field: "email", words }]);
    }
    const done = await act.run(async () =>
      outcomes.ofAccount(await askAccount("POST", "account/email", { email: typed })),
    );
    if (done) onSent(typed);
  }

  return (
    <form
      className={`${styles.form} ${styles.wide}`}
      ref={act.form}
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      <Trouble words={act.words} />
      <LimitedInput
        label={t("account.newEmail")}
        description={t("account.newHelp")}
        inputWrapperOrder={["label", "input", "description", "error"]}
        type="email"
        name="email"
        autoComplete="email"
        most={254}
        value={email}
        ref={field}
        onChange={(event) => {
          setEmail(event.currentTarget.value);
          act.clear("email");
        }}
        error={act.at("email")}
      />
      <div className={styles.actions}>
        <Button type="submit" loading={act.busy}>
          {t("account.send")}
        </Button>
      </div>
      {act.window}
    </form>
  );
}
