import { Button } from "@mantine/core";
import { IconFileUpload } from "@tabler/icons-react";
import { type DragEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Picker.module.css";

interface PickerProps {
  /** What the button says. */
  action: string;
  onFiles: (files: readonly File[]) => void;
  multiple?: boolean;
  /** Which files the window of the system offers first. */
  accept?: string;
  /** Whether its button is the page's primary one. */
  primary?: boolean;
  disabled?: boolean;
  invalid?: boolean;
}

/** Drop or choose files; with the keyboard the button does the same. */
export function Picker(props: PickerProps) {
  const { action, onFiles, multiple = false, accept, primary = false, disabled = false } = props;
  const { t } = useTranslation("transfer");
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  function take(list: FileList | null) {
    const files = [...(list ?? [])];
    if (files.length > 0 && !disabled) onFiles(multiple ? files : files.slice(0, 1));
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the extra way, the button the way
    <div
      className={styles.area}
      data-over={over}
      data-failed={props.invalid ?? false}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(!disabled);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFileUpload size={28} stroke={1.5} aria-hidden="true" />
      <p>{t(multiple ? "picker.drop" : "picker.dropOne")}</p>
      <input
        ref={input}
        type="file"
        hidden
        multiple={multiple}
        disabled={disabled}
        {...(accept ? { accept } : {})}
        onChange={(event) => {
          take(event.currentTarget.files);
          event.currentTarget.value = "";
        }}
      />
      <Button
        variant={primary ? "filled" : "default"}
        disabled={disabled}
        aria-invalid={props.invalid ? true : undefined}
        onClick={() => input.current?.click()}
      >
        {action}
      </Button>
    </div>
  );
}
