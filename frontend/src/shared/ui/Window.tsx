import { Drawer, Modal } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Window.module.css";

interface WindowProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** Give the focus back to what opened the window; it is mounted open, so the library does not. */
function useReturnedFocus() {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      setTimeout(() => {
        const lost = document.activeElement === null || document.activeElement === document.body;
        if (lost && opener instanceof HTMLElement && opener.isConnected) opener.focus();
      });
    },
    [opener],
  );
}

/** A window in the middle of the page, which holds the focus until it is closed. */
export function Window({ title, onClose, children }: WindowProps) {
  useReturnedFocus();
  const { t } = useTranslation();
  // Built from the parts, because the ready-made head counts as a second banner of the page.
  return (
    <Modal.Root opened onClose={onClose} centered size={520}>
      <Modal.Overlay />
      <Modal.Content>
        <div className={styles.head}>
          <Modal.Title className={styles.title ?? ""}>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t("close")} size="lg" />
        </div>
        <Modal.Body className={styles.body ?? ""}>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

const AS_HIGH_AS_ITS_CONTENT = { height: "auto", flex: "0 0 100%", maxHeight: "85%" } as const;

interface SheetProps extends WindowProps {
  from: "right" | "bottom";
  /** How far it reaches into the page; a sheet from the bottom may be as high as its content. */
  size?: number | string;
}

/** A sheet that comes from an edge of the window, for what is read beside a page. */
export function Sheet({ title, from, size, onClose, children }: SheetProps) {
  useReturnedFocus();
  const { t } = useTranslation();
  return (
    <Drawer.Root
      opened
      onClose={onClose}
      position={from}
      size={size ?? (from === "right" ? 560 : "85%")}
      classNames={{ content: styles.sheet ?? "" }}
      {...(size === "auto" ? { styles: { content: AS_HIGH_AS_ITS_CONTENT } } : {})}
    >
      <Drawer.Overlay />
      <Drawer.Content>
        <div className={styles.head} data-sticky="true">
          <Drawer.Title className={styles.title ?? ""}>{title}</Drawer.Title>
          <Drawer.CloseButton aria-label={t("close")} size="lg" />
        </div>
        <Drawer.Body className={styles.body ?? ""}>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
