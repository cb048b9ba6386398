import { Button } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { BarriersDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { Guarded } from "@/shared/session/Guarded";
import { Done } from "@/shared/session/Trouble";
import { PageHead } from "@/shared/ui/PageHead";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import { BarrierCard } from "../components/BarrierCard";
import { BarrierForm } from "../components/BarrierForm";
import styles from "../components/Firm.module.css";
import { FirmPlaces } from "../components/FirmPlaces";

/** Firms that one keeps out, and the means to keep out another. */
export function Barriers() {
  const { t } = useTranslation("firm");
  return (
    <div className={`${styles.page} ${styles.narrow}`}>
      <PageHead title={t("barriers.title")} lead={t("barriers.lead")} />
      <Guarded
        may={(viewer) =>
          viewer.canManageMembers && viewer.organisation?.kind !== "COORDINATOR_INSTITUTION"
        }
      >
        <FirmPlaces />
        <BarrierList />
      </Guarded>
    </div>
  );
}

function BarrierList() {
  const { t } = useTranslation("firm");
  const [{ data, error }, again] = useTypedQuery(BarriersDocument, {}, { fresh: true });
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const opener = useRef<HTMLButtonElement>(null);

  function settle(words: string | null) {
    setOpen(false);
    setSaid(words);
    if (words) again();
    setTimeout(() => opener.current?.focus());
  }

  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) return <PageSkeleton />;
  return (
    <>
      <div className={styles.section}>
        <p>{t("barriers.effect")}</p>
        <p>{t("barriers.silence")}</p>
      </div>
      <Done words={said} />
      {open ? (
        <BarrierForm
          onDone={(name) => settle(t("barriers.added", { name }))}
          onClose={() => settle(null)}
        />
      ) : (
        <div className={styles.actions}>
          <Button
            ref={opener}
            onClick={() => {
              setSaid(null);
              setOpen(true);
            }}
          >
            {t("barriers.add")}
          </Button>
        </div>
      )}
      <section className={styles.section} aria-labelledby="kept-out">
        <h2 id="kept-out">{t("barriers.list")}</h2>
        {data.barriers.length === 0 ? <Empty title={t("barriers.empty")} /> : null}
        <ul className={styles.cards}>
          {data.barriers.map((each) => (
            <BarrierCard
              key={each.id}
              barrier={each}
              onLifted={() => settle(t("barriers.lifted", { name: each.name }))}
            />
          ))}
        </ul>
      </section>
    </>
  );
}
