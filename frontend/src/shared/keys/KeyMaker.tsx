import { Button } from "@mantine/core";
import { IconDownload, IconKey, IconLifebuoy, IconLock } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatDate } from "@/shared/lib/dates";
import { Trouble } from "@/shared/session/Trouble";
import { saveBlob } from "@/shared/transfers/download";
import { makeKey } from "./age";
import { KeyFilePicker } from "./KeyFilePicker";
import { type AgeKey, keyFileName, keyFileText } from "./keyFile";
import styles from "./keys.module.css";
import { useKeyTest } from "./useKeyTest";

const POINTS = [
  { name: "whose", Icon: IconKey, tone: "plain" },
  { name: "where", Icon: IconLock, tone: "plain" },
  { name: "lost", Icon: IconLifebuoy, tone: "loss" },
] as const;

/** Make a key here, save its file, and open a test with the saved file before it is used. */
export function KeyMaker({ onDone }: { onDone: () => void }) {
  const { t, i18n } = useTranslation("keys");
  const test = useKeyTest("made");
  // Held until the file was tried, so that it can be saved once more; never written anywhere.
  const [made, setMade] = useState<AgeKey | null>(null);

  function save(key: AgeKey) {
    const text = keyFileText(key, [t("fileHead.one"), t("fileHead.two")], new Date());
    saveBlob(keyFileName(key.recipient), new Blob([text], { type: "text/plain" }));
  }

  async function make() {
    const key = await makeKey();
    const label = t("make.label", { day: formatDate(new Date().toISOString(), i18n.language) });
    if (!(await test.begin(label, key.recipient))) return;
    setMade(key);
    save(key);
  }

  async function tryFile(secrets: readonly string[]) {
    if (!(await test.openWith(secrets))) return;
    setMade(null);
    onDone();
  }

  if (!test.begun) {
    return (
      <div className={styles.maker}>
        <ul className={styles.points}>
          {POINTS.map(({ name, Icon, tone }) => (
            <li key={name} data-tone={tone}>
              <Icon size={20} aria-hidden="true" />
              <p>
                <strong>{t(`make.${name}.title`)}</strong>
                <span>{t(`make.${name}.body`)}</span>
              </p>
            </li>
          ))}
        </ul>
        <Trouble words={test.act.words ?? test.act.at("recipient") ?? test.act.at("label")} />
        <div className={styles.acts}>
          <Button
            loading={test.act.busy}
            leftSection={<IconDownload size={16} aria-hidden="true" />}
            onClick={() => void make()}
          >
            {t("make.action")}
          </Button>
        </div>
        {test.act.window}
      </div>
    );
  }
  return (
    <div className={styles.maker}>
      <div className={styles.saved} role="status">
        <p>
          <strong>{t("try.title")}</strong>
        </p>
        <p>
          {t("try.saved")} <code>{keyFileName(test.begun.recipient)}</code>
        </p>
        <p>{t("try.body")}</p>
      </div>
      <KeyFilePicker
        primary
        action={t("try.action")}
        disabled={test.act.busy}
        trouble={test.act.at("answer") ?? test.act.words}
        onSecrets={(secrets) => void tryFile(secrets)}
      />
      <div className={styles.acts}>
        {made ? (
          <Button variant="default" onClick={() => save(made)}>
            {t("try.saveAgain")}
          </Button>
        ) : null}
        <Button variant="subtle" color="gray" onClick={() => void test.giveUp()}>
          {t("try.giveUp")}
        </Button>
      </div>
      {test.act.window}
    </div>
  );
}
