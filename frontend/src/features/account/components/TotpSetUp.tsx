import { Button } from "@mantine/core";
import { type FormEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { encode } from "uqr";
import { askAccount } from "@/shared/session/allauth";
import { CodeField } from "@/shared/session/CodeField";
import { useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { CopyButton } from "@/shared/ui/CopyButton";
import styles from "./TotpSetUp.module.css";

interface TotpSetUpProps {
  totpKey: { secret: string; url: string };
  onDone: () => void;
  onClose: () => void;
}

const FIELDS = ["code"] as const;

/** Scan or type the key, then prove with one code that the app has it. */
export function TotpSetUp({ totpKey, onDone, onClose }: TotpSetUpProps) {
  const { t } = useTranslation(["security", "common"]);
  const [code, setCode] = useState("");
  const act = useAct(FIELDS);
  const outcomes = useOutcomes();

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (code === "") return act.refuse([{ field: "code", words: t("codes.required") }]);
    const done = await act.run(async () =>
      outcomes.ofAccount(await askAccount("POST", "account/authenticators/totp", { code })),
    );
    if (done) onDone();
  }

  return (
    <form
      className={styles.setUp}
      ref={act.form}
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      <div className={styles.scan}>
        <QrCode text={totpKey.url} label={t("totp.qr")} />
        <div className={styles.words}>
          <h3>{t("totp.scan")}</h3>
          <p className={styles.here}>
            <a href={totpKey.url}>{t("totp.openApp")}</a>
          </p>
          <p className="sb-small sb-muted">{t("totp.typed")}</p>
          <p className={styles.key}>
            <code>{totpKey.secret.replace(/(.{4})(?=.)/g, "$1 ")}</code>
            <CopyButton value={totpKey.secret} label={t("totp.key")} />
          </p>
        </div>
      </div>
      <h3>{t("totp.enter")}</h3>
      <Trouble words={act.words} />
      <CodeField
        label={t("code.label")}
        value={code}
        onChange={(next) => {
          setCode(next);
          act.clear("code");
        }}
        error={act.at("code")}
        figures
      />
      <div className={styles.actions}>
        <Button type="submit" loading={act.busy}>
          {t("totp.submit")}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t("common:cancel")}
        </Button>
      </div>
      {act.window}
    </form>
  );
}

/** Drawn here, so that the secret never leaves the page for a picture service. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { path, size } = useMemo(() => {
    const { data } = encode(text, { ecc: "M", border: 4 });
    const dark = data.flatMap((row, y) =>
      row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])),
    );
    return { path: dark.join(""), size: data.length };
  }, [text]);
  return (
    <svg
      className={styles.qr}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} />
      <path d={path} />
    </svg>
  );
}
