import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatDate } from "@/shared/lib/dates";
import { askAccount } from "@/shared/session/allauth";
import { useOutcomes } from "@/shared/session/outcomes";
import { Done, Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { Chip } from "@/shared/ui/Chip";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { Panel } from "@/shared/ui/Panel";
import { Bar, Loading } from "@/shared/ui/states";
import { type Authenticators, instantOf } from "../authenticators";
import styles from "./Form.module.css";
import { TotpSetUp } from "./TotpSetUp";

type Words = "done" | "ended" | null;

interface SecondFactorProps {
  state: Authenticators | null;
  trouble: string | null;
  /** Told whether recovery codes were made that nobody has seen yet. */
  onChanged: (first: boolean) => Promise<void>;
}

/** The authenticator app. */
export function SecondFactor({ state, trouble, onChanged }: SecondFactorProps) {
  const { t } = useTranslation("security");
  const [key, setKey] = useState<TotpKey | null>(null);
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState<Words>(null);
  const act = useAct();
  const outcomes = useOutcomes();

  async function begin() {
    setSaid(null);
    const done = await act.run(async () => {
      const answer = await askAccount("GET", "account/authenticators/totp");
      // 404 is the service's word for "not set up yet; here is a key".
      return outcomes.ofAccount(answer.status === 404 ? { ...answer, troubles: [] } : answer);
    });
    const { secret, totp_url: url } = done?.meta ?? {};
    if (typeof secret === "string" && typeof url === "string") setKey({ secret, url });
  }

  async function end() {
    setAsking(false);
    const done = await act.run(async () =>
      outcomes.ofAccount(await askAccount("DELETE", "account/authenticators/totp")),
    );
    if (!done) return;
    setSaid("ended");
    await onChanged(false);
  }

  const on = state !== null && state.totpSince !== null;
  const words = act.words ?? trouble;
  return (
    <Panel
      title={t("totp.title")}
      aside={
        state ? <Chip tone={on ? "seal" : "plain"}>{t(on ? "totp.on" : "totp.off")}</Chip> : null
      }
    >
      <div className={styles.part}>
        {state ? <Lead since={state.totpSince} /> : <Outline failed={words !== null} />}
        <Trouble words={words} />
        <Done words={said ? t(`totp.${said}`) : null} />
        {key ? (
          <TotpSetUp
            totpKey={key}
            onClose={() => setKey(null)}
            onDone={() => {
              setKey(null);
              setSaid("done");
              void onChanged(true);
            }}
          />
        ) : null}
        {state && !on && !key ? (
          <Button variant="default" loading={act.busy} onClick={() => void begin()}>
            {t("totp.begin")}
          </Button>
        ) : null}
        {on ? (
          <Button variant="default" loading={act.busy} onClick={() => setAsking(true)}>
            {t("totp.end")}
          </Button>
        ) : null}
      </div>
      {asking ? (
        <ConfirmByConsequence
          title={t("totp.confirm.title")}
          consequences={[t("totp.confirm.one"), t("totp.confirm.two")]}
          undoable
          danger
          action={t("totp.confirm.action")}
          onConfirm={end}
          onClose={() => setAsking(false)}
        />
      ) : null}
      {act.window}
    </Panel>
  );
}

export interface TotpKey {
  secret: string;
  url: string;
}

function Lead({ since }: { since: number | null }) {
  const { t, i18n } = useTranslation("security");
  if (since === null) return <p className="sb-muted sb-small">{t("totp.leadOff")}</p>;
  const day = formatDate(instantOf(since), i18n.language);
  return <p className="sb-muted sb-small">{t("totp.leadOn", { day })}</p>;
}

function Outline({ failed }: { failed: boolean }) {
  if (failed) return null;
  return (
    <Loading>
      <Bar width="320px" />
    </Loading>
  );
}
