import { Button, PasswordInput } from "@mantine/core";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { askAccount } from "@/shared/session/allauth";
import { type Problem, useOutcomes } from "@/shared/session/outcomes";
import type { Viewer } from "@/shared/session/session";
import { Done, Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { Panel } from "@/shared/ui/Panel";
import styles from "./Form.module.css";
import { NewPassword } from "./NewPassword";

/** The password; its form opens on demand. */
export function ChangePassword({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation("security");
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);

  function close(done: boolean) {
    setOpen(false);
    setSaid(done);
    setTimeout(() => opener.current?.focus());
  }

  return (
    <Panel title={t("password.title")}>
      <div className={styles.part}>
        <p className="sb-muted sb-small">{t("password.lead")}</p>
        <Done words={said ? t("password.done") : null} />
        {open ? (
          <PasswordForm viewer={viewer} onClose={close} />
        ) : (
          <Button
            ref={opener}
            variant="default"
            onClick={() => {
              setSaid(false);
              setOpen(true);
            }}
          >
            {t("password.open")}
          </Button>
        )}
      </div>
    </Panel>
  );
}

const FIELDS = ["current_password", "new_password"] as const;

interface PasswordFormProps {
  viewer: Viewer;
  onClose: (done: boolean) => void;
}

function PasswordForm({ viewer, onClose }: PasswordFormProps) {
  const { t } = useTranslation(["security", "common"]);
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const act = useAct(FIELDS);
  const outcomes = useOutcomes();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const words = t("codes.required");
    const empty: Problem[] = [];
    if (current === "") empty.push({ field: "current_password", words });
    if (next === "") empty.push({ field: "new_password", words });
    if (empty.length > 0) return act.refuse(empty);
    const done = await act.run(async () =>
      outcomes.ofAccount(
        await askAccount("POST", "account/password/change", {
          current_password: current,
          new_password: next,
        }),
      ),
    );
    if (done) onClose(true);
  }

  return (
    <form
      className={`${styles.form} ${styles.wide}`}
      ref={act.form}
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      <Trouble words={act.words} />
      <PasswordInput
        ref={first}
        label={t("password.current")}
        autoComplete="current-password"
        size="md"
        value={current}
        onChange={(event) => {
          setCurrent(event.currentTarget.value);
          act.clear("current_password");
        }}
        error={act.at("current_password")}
        visibilityToggleButtonProps={{ "aria-label": t("showPassword") }}
      />
      <NewPassword
        label={t("password.new")}
        value={next}
        own={[viewer.name, viewer.email]}
        error={act.at("new_password")}
        onChange={(value) => {
          setNext(value);
          act.clear("new_password");
        }}
      />
      <div className={styles.actions}>
        <Button type="submit" loading={act.busy}>
          {t("password.submit")}
        </Button>
        <Button variant="default" onClick={() => onClose(false)}>
          {t("common:cancel")}
        </Button>
      </div>
      {act.window}
    </form>
  );
}
