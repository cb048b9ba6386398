import { Button } from "@mantine/core";
import { IconFingerprint } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { type AccountAnswer, askAccount } from "@/shared/session/allauth";
import { useOutcomes } from "@/shared/session/outcomes";
import { passkeysPossible } from "@/shared/session/passkey";
import { addPasskey } from "@/shared/session/passkeySteps";
import { Done, Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { LimitedInput } from "@/shared/ui/Limited";
import { Panel } from "@/shared/ui/Panel";
import { Bar, Loading } from "@/shared/ui/states";
import { type Authenticators, instantOf, type Passkey } from "../authenticators";
import { deviceOf } from "../devices";
import styles from "./Form.module.css";
import { PasskeyLine } from "./PasskeyLine";
import own from "./Passkeys.module.css";

const PATH = "account/authenticators/webauthn";
const FIELDS = ["name"] as const;

interface PasskeysProps {
  state: Authenticators | null;
  trouble: string | null;
  onChanged: (first: boolean) => Promise<void>;
}

/** The person's passkeys: add, rename, remove. */
export function Passkeys({ state, trouble, onChanged }: PasskeysProps) {
  const { t } = useTranslation("security");
  const [naming, setNaming] = useState(false);
  const [dropping, setDropping] = useState<Passkey | null>(null);
  const [said, setSaid] = useState<"added" | "addedCodes" | "renamed" | "removed" | null>(null);
  const act = useAct(FIELDS);
  const outcomes = useOutcomes();
  const first = state !== null && state.unusedCodes === null;

  async function send(
    ask: () => Promise<AccountAnswer>,
    words: NonNullable<typeof said>,
  ): Promise<boolean> {
    setSaid(null);
    const done = await act.run(async () => outcomes.ofAccount(await ask()));
    if (!done) return false;
    setSaid(words);
    await onChanged(words === "addedCodes");
    return true;
  }

  async function add(name: string) {
    if (name === "") return act.refuse([{ field: "name", words: t("passkeys.nameNeeded") }]);
    if (await send(() => addPasskey(name), first ? "addedCodes" : "added")) setNaming(false);
  }

  const list = state?.passkeys ?? [];
  return (
    <Panel title={t("passkeys.title")}>
      <div className={styles.part}>
        <p className="sb-muted sb-small">{t("passkeys.lead")}</p>
        <Trouble words={naming ? null : (act.words ?? trouble)} />
        <Done words={said ? t(`passkeys.${said}`) : null} />
        {state || trouble ? null : (
          <Loading>
            <Bar width="320px" />
          </Loading>
        )}
        {state && list.length === 0 && !naming ? <p>{t("passkeys.none")}</p> : null}
        <ul className={own.list}>
          {list.map((each) => (
            <PasskeyLine
              key={each.id}
              passkey={each}
              since={instantOf(each.since)}
              used={each.used === null ? null : instantOf(each.used)}
              busy={act.busy}
              onRename={(name) =>
                send(() => askAccount("PUT", PATH, { id: String(each.id), name }), "renamed")
              }
              onDrop={() => setDropping(each)}
            />
          ))}
        </ul>
        {naming ? <NameForm act={act} onAdd={add} onClose={() => setNaming(false)} /> : null}
        {state && !naming && passkeysPossible() ? (
          <Button
            variant="default"
            disabled={act.busy}
            leftSection={<IconFingerprint size={16} aria-hidden="true" />}
            onClick={() => {
              act.clear();
              setSaid(null);
              setNaming(true);
            }}
          >
            {t("passkeys.add")}
          </Button>
        ) : null}
        {passkeysPossible() ? null : <p className="sb-small">{t("passkeys.impossible")}</p>}
      </div>
      {dropping ? (
        <ConfirmByConsequence
          title={t("passkeys.confirm.title", { name: dropping.name })}
          consequences={[t("passkeys.confirm.one"), t("passkeys.confirm.two")]}
          undoable={false}
          danger
          action={t("passkeys.confirm.action")}
          onConfirm={async () => {
            const { id } = dropping;
            setDropping(null);
            await send(() => askAccount("DELETE", PATH, { authenticators: [id] }), "removed");
          }}
          onClose={() => setDropping(null)}
        />
      ) : null}
      {act.window}
    </Panel>
  );
}

interface NameFormProps {
  act: ReturnType<typeof useAct>;
  onAdd: (name: string) => Promise<void>;
  onClose: () => void;
}

function NameForm({ act, onAdd, onClose }: NameFormProps) {
  const { t } = useTranslation(["security", "common"]);
  const [name, setName] = useState(() => {
    const device = deviceOf(navigator.userAgent);
    return device ? t("sessions.device", { ...device }) : "";
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    void onAdd(name.trim());
  }

  return (
    <form ref={act.form} className={styles.form} onSubmit={submit} noValidate>
      <Trouble words={act.words} />
      <LimitedInput
        label={t("passkeys.name")}
        description={t("passkeys.nameHelp")}
        inputWrapperOrder={["label", "input", "description", "error"]}
        name="passkey-name"
        most={60}
        value={name}
        onChange={(event) => {
          setName(event.currentTarget.value);
          act.clear("name");
        }}
        error={act.at("name")}
      />
      <div className={styles.actions}>
        <Button type="submit" variant="light" loading={act.busy}>
          {t("passkeys.make")}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t("common:cancel")}
        </Button>
      </div>
    </form>
  );
}
