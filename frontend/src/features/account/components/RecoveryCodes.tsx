import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { askAccount } from "@/shared/session/allauth";
import { useOutcomes } from "@/shared/session/outcomes";
import type { Viewer } from "@/shared/session/session";
import { Done, Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { CopyButton } from "@/shared/ui/CopyButton";
import { Panel } from "@/shared/ui/Panel";
import { type Authenticators, unusedCodesOf } from "../authenticators";
import styles from "./Form.module.css";
import own from "./RecoveryCodes.module.css";

interface RecoveryCodesProps {
  viewer: Viewer;
  state: Authenticators;
  /** The second step was switched on just now, and nobody has seen the codes yet. */
  fresh: boolean;
  again: () => Promise<void>;
}

/** Codes for the day the phone is lost: shown once, then only counted. */
export function RecoveryCodes({ viewer, state, fresh, again }: RecoveryCodesProps) {
  const { t } = useTranslation("security");
  const [codes, setCodes] = useState<string[] | null>(null);
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState<"made" | "hidden" | null>(null);
  const act = useAct();
  const outcomes = useOutcomes();

  async function fetchCodes(method: "GET" | "POST") {
    setAsking(false);
    setSaid(null);
    const done = await act.run(async () =>
      outcomes.ofAccount(
        await askAccount(
          method,
          "account/authenticators/recovery-codes",
          method === "POST" ? {} : undefined,
        ),
      ),
    );
    if (!done) return;
    const found = unusedCodesOf(done.data);
    setCodes(found.length > 0 ? found : null);
    setSaid(found.length === 0 ? "hidden" : method === "POST" ? "made" : null);
    await again();
  }

  return (
    <Panel title={t("codesOnce.title")}>
      <div className={styles.part}>
        <p className="sb-muted sb-small">{t("codesOnce.lead")}</p>
        {state.unusedCodes === null ? null : (
          <p>{t("codesOnce.left", { count: state.unusedCodes, total: state.totalCodes ?? 10 })}</p>
        )}
        <Trouble words={act.words} />
        <Done words={said ? t(`codesOnce.${said}`) : null} />
        {codes ? (
          <Shown codes={codes} email={viewer.email} onKept={() => setCodes(null)} />
        ) : (
          <div className={styles.actions}>
            <Button
              variant={fresh ? "filled" : "default"}
              loading={act.busy}
              onClick={() => void fetchCodes("GET")}
            >
              {t("codesOnce.show")}
            </Button>
            <Button variant="default" disabled={act.busy} onClick={() => setAsking(true)}>
              {t("codesOnce.new")}
            </Button>
          </div>
        )}
      </div>
      {asking ? (
        <ConfirmByConsequence
          title={t("codesOnce.confirm.title")}
          consequences={[t("codesOnce.confirm.one"), t("codesOnce.confirm.two")]}
          undoable={false}
          action={t("codesOnce.confirm.action")}
          onConfirm={() => fetchCodes("POST")}
          onClose={() => setAsking(false)}
        />
      ) : null}
      {act.window}
    </Panel>
  );
}

function Shown({
  codes,
  email,
  onKept,
}: {
  codes: readonly string[];
  email: string;
  onKept: () => void;
}) {
  const { t } = useTranslation("security");

  function save() {
    const text = `${t("codesOnce.fileHead", { email })}\n\n${codes.join("\n")}\n`;
    const address = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = "sealbridge-recovery-codes.txt";
    link.click();
    URL.revokeObjectURL(address);
  }

  return (
    <div className={own.shown}>
      <p className={own.once}>{t("codesOnce.once")}</p>
      <ol className={own.codes}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div className={styles.actions}>
        <span className={own.copy}>
          <CopyButton value={codes.join("\n")} label={t("codesOnce.title")} />
          {t("codesOnce.copy")}
        </span>
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden="true" />}
          onClick={save}
        >
          {t("codesOnce.download")}
        </Button>
        <Button onClick={onKept}>{t("codesOnce.kept")}</Button>
      </div>
    </div>
  );
}
