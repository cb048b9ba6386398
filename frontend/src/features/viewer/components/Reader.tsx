import { Button, CloseButton, Modal } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DocumentTermsFragment } from "@/shared/graphql/generated/graphql";
import type { Opened } from "../opening";
import { type Standing, useAccess } from "../useAccess";
import { AskAboutPage } from "./AskAboutPage";
import { Pages } from "./Pages";
import styles from "./Reader.module.css";

interface ReaderProps {
  document: DocumentTermsFragment;
  opened: Opened;
  onClose: () => void;
  /** The right to read ended, or the session. */
  onEnd: (standing: Standing) => void;
}

/** The whole window for one document: pages, tools, and a question beside them. */
export function Reader({ document, opened, onClose, onEnd }: ReaderProps) {
  const { t } = useTranslation(["viewer", "common"]);
  const { standing, check } = useAccess(document.id, document.roomId, document.access);
  const [asking, setAsking] = useState(false);
  const [sent, setSent] = useState(false);
  const [page, setPage] = useState(opened.firstPage);
  const end = useRef(onEnd);
  end.current = onEnd;

  const over = standing !== "OPEN" && standing !== "LOST";
  useEffect(() => {
    if (over) end.current(standing);
  }, [over, standing]);
  // Nothing of the page stays in sight from the moment it is known.
  if (over) return null;

  return (
    <Modal.Root
      opened
      fullScreen
      lockScroll={false}
      onClose={onClose}
      // The window below is the one whose Escape closes first.
      closeOnEscape={!asking}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Content className={styles.content ?? ""} data-reader>
        <div className={styles.reader}>
          <div className={styles.head}>
            <CloseButton size="lg" aria-label={t("close")} onClick={onClose} />
            <Modal.Title className={styles.title ?? ""}>{document.name}</Modal.Title>
            <p className={styles.recorded}>{t("recorded")}</p>
          </div>
          {standing === "LOST" ? (
            <div className={styles.covered} role="alert">
              <p>{t("lost.title")}</p>
              <p>{t("lost.body")}</p>
            </div>
          ) : (
            <Pages
              document={document}
              opened={opened}
              asking={asking}
              onAsk={() => {
                setSent(false);
                setAsking((now) => !now);
              }}
              onPage={setPage}
              onRefused={() => void check()}
            />
          )}
          {asking ? (
            <aside className={styles.aside} aria-label={t("ask.open")}>
              <AskAboutPage document={document} page={page} sent={sent} onSent={setSent} />
              <Button variant="subtle" color="gray" onClick={() => setAsking(false)}>
                {t("common:close")}
              </Button>
            </aside>
          ) : null}
        </div>
        <p className={styles.printed}>{t("noPrint")}</p>
      </Modal.Content>
    </Modal.Root>
  );
}
