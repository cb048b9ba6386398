import { Button } from "@mantine/core";
import { IconBookmark } from "@tabler/icons-react";
import { useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { SavedSearchesDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { Bar, ErrorState, Loading } from "@/shared/ui/states";
import type { MarketAddress } from "../address";
import styles from "./Saved.module.css";
import { SavedList } from "./SavedList";
import { SaveForm } from "./SaveForm";

interface SavedSearchesProps {
  address: MarketAddress;
  /** Whether what the page shows can be kept; a document's words cannot. */
  canSave: boolean;
}

/** The searches that a person keeps, and the way to keep the present one. */
export function SavedSearches({ address, canSave }: SavedSearchesProps) {
  const { t } = useTranslation("seek");
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const panel = useId();
  // Counting what is new asks each search once more, so it waits until somebody looks.
  const options = { fresh: true, pause: !open };
  const [{ data, error }, again] = useTypedQuery(SavedSearchesDocument, {}, options);
  const saved = data?.savedSearches;

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
        onClick={() => setOpen((was) => !was)}
      >
        {t("saved.open")}
      </Button>
      <section id={panel} className={styles.panel} hidden={!open} aria-label={t("saved.title")}>
        {canSave ? (
          <SaveForm key={JSON.stringify(address)} address={address} onSaved={again} />
        ) : (
          <p className="sb-muted sb-small">{t("saved.notDocument")}</p>
        )}
        {error && !saved ? <ErrorState error={error} retry={again} /> : null}
        {open && !error && !saved ? (
          <Loading>
            <Bar width="70%" />
          </Loading>
        ) : null}
        {saved ? <SavedList saved={saved} again={again} onOpened={() => setOpen(false)} /> : null}
      </section>
    </div>
  );
}
