import { Button } from "@mantine/core";
import { IconBookmark } from "@tabler/icons-react";
import { Suspense, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Bar, Loading } from "@/shared/ui/states";
import type { MarketAddress } from "../address";
import { SavedPanel } from "./lazy";
import styles from "./SavedSearches.module.css";

interface SavedSearchesProps {
  address: MarketAddress;
  /** Whether what the page shows can be kept; a document's words cannot. */
  canSave: boolean;
}

/**
 * Opens the searches that a person keeps, which come when they are asked for; the button stands
 * there from the first, since one that came later would move every row beneath it.
 */
export function SavedSearches({ address, canSave }: SavedSearchesProps) {
  const { t } = useTranslation("market");
  const [open, setOpen] = useState(false);
  const [isWanted, setIsWanted] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const panel = useId();

  useEffect(() => {
    if (!open) return;
    function leave(event: Event) {
      if (event.target instanceof Node && place.current?.contains(event.target)) return;
      setOpen(false);
    }
    function press(event: KeyboardEvent) {
      if (event.key !== "Escape") return;
      setOpen(false);
      opener.current?.focus();
    }
    document.addEventListener("pointerdown", leave);
    document.addEventListener("keydown", press);
    return () => {
      document.removeEventListener("pointerdown", leave);
      document.removeEventListener("keydown", press);
    };
  }, [open]);

  return (
    <div ref={place} className={styles.place}>
      <Button
        ref={opener}
        variant="default"
        size="md"
        leftSection={<IconBookmark size={18} aria-hidden="true" />}
        aria-expanded={open}
        aria-controls={panel}
        onClick={() => {
          setIsWanted(true);
          setOpen((was) => !was);
        }}
      >
        {t("saved")}
      </Button>
      <section id={panel} className={styles.panel} hidden={!open} aria-label={t("saved")}>
        <Suspense
          fallback={
            <Loading>
              <Bar width="70%" />
            </Loading>
          }
        >
          {isWanted ? (
            <SavedPanel
              address={address}
              canSave={canSave}
              open={open}
              onOpened={() => setOpen(false)}
            />
          ) : null}
        </Suspense>
      </section>
    </div>
  );
}
