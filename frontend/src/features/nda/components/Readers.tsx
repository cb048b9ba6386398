import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Panel } from "@/shared/ui/Panel";
import { Term } from "@/shared/ui/Term";
import { NameReaders } from "./NameReaders";
import { ReaderList } from "./ReaderList";
import styles from "./Readers.module.css";
import type { ReadersProps } from "./readersProps";

/** Who of the large firm may read what the agreement covers, and why each of them is named. */
export function Readers(props: ReadersProps) {
  const { t } = useTranslation("nda");
  const { nda, lacking } = props;
  const standing = nda.holders.filter((each) => !each.removedAt);
  const place = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (lacking) place.current?.focus();
  }, [lacking]);
  return (
    <Panel title={t("readers.title", { count: standing.length })}>
      <div className={styles.readers}>
        <p className="sb-small sb-muted">
          <Term word="reader">{t("readers.term")}</Term> {t("readers.lead")}
        </p>
        {standing.length === 0 ? (
          <p
            ref={place}
            tabIndex={-1}
            className={styles.missing}
            {...(lacking ? { role: "alert" } : {})}
          >
            {t(nda.side === "BUYER" ? "readers.noneOwn" : "readers.noneOther")}
          </p>
        ) : null}
        {nda.canSetHolders ? (
          // A list that somebody else changed meanwhile begins anew from what is stored.
          <NameReaders key={nda.revision} {...props} />
        ) : (
          <ReaderList {...props} />
        )}
      </div>
    </Panel>
  );
}
