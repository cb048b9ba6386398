import { Button } from "@mantine/core";
import { IconFileUpload } from "@tabler/icons-react";
import { type DragEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./DropArea.module.css";

/** Drop or choose files; with the keyboard the button does the same. */
export function DropArea({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const { t } = useTranslation("evidence");
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const files = [...event.dataTransfer.files];
    if (files.length > 0) onFiles(files);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the extra way, the button the way
    <div
      className={styles.area}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFileUpload size={28} stroke={1.5} aria-hidden="true" />
      <p>{t("verify.drop")}</p>
      <input
        ref={input}
        type="file"
        className="sb-hidden"
        tabIndex={-1}
        aria-label={t("verify.choose")}
        accept=".json,.tlog-proof,.txt,application/json,text/plain"
        multiple
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = "";
          if (files.length > 0) onFiles(files);
        }}
      />
      <Button variant="default" onClick={() => input.current?.click()}>
        {t("verify.choose")}
      </Button>
    </div>
  );
}
