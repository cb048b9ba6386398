import { Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { PartsGiven } from "../files";
import styles from "./Parts.module.css";

interface PartsProps {
  parts: PartsGiven;
  keyLine: string;
  keyFailed: boolean;
  onParts: (next: PartsGiven) => void;
  onKey: (next: string) => void;
}

/** The parts of a record as text, for those who have them apart. */
export function Parts({ parts, keyLine, keyFailed, onParts, onKey }: PartsProps) {
  const { t } = useTranslation("evidence");
  const set = (change: Partial<PartsGiven>) => onParts({ ...parts, ...change });
  const mono = { input: styles.mono ?? "" };
  return (
    <div className={styles.parts}>
      <p className="sb-muted sb-small">{t("verify.or")}</p>
      <Textarea
        label={t("verify.proof")}
        description={t("verify.proofHelp")}
        inputWrapperOrder={["label", "input", "description", "error"]}
        rows={5}
        classNames={mono}
        spellCheck={false}
        value={parts.proof}
        onChange={(event) => set({ proof: event.currentTarget.value })}
      />
      <Textarea
        label={t("verify.body")}
        description={t("verify.bodyHelp")}
        inputWrapperOrder={["label", "input", "description", "error"]}
        rows={4}
        classNames={mono}
        spellCheck={false}
        value={parts.body}
        onChange={(event) => set({ body: event.currentTarget.value })}
      />
      <TextInput
        label={t("verify.salt")}
        description={t("verify.saltHelp")}
        inputWrapperOrder={["label", "input", "description", "error"]}
        classNames={mono}
        spellCheck={false}
        autoComplete="off"
        value={parts.salt}
        onChange={(event) => set({ salt: event.currentTarget.value })}
      />
      <TextInput
        label={t("verify.leaf")}
        description={t("verify.leafHelp")}
        inputWrapperOrder={["label", "input", "description", "error"]}
        classNames={mono}
        spellCheck={false}
        autoComplete="off"
        value={parts.leaf}
        onChange={(event) => set({ leaf: event.currentTarget.value })}
      />
      <TextInput
        label={t("verify.key")}
        description={keyFailed ? t("verify.keyFailed") : t("verify.keyHelp")}
        inputWrapperOrder={["label", "input", "description", "error"]}
        classNames={mono}
        spellCheck={false}
        autoComplete="off"
        value={keyLine}
        onChange={(event) => onKey(event.currentTarget.value)}
      />
    </div>
  );
}
