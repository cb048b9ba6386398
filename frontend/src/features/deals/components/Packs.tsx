import { Button } from "@mantine/core";
import { IconPackage } from "@tabler/icons-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import {
  EvidencePacksDocument,
  type PackPartsFragment,
  RequestEvidencePackDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation, useTypedQuery } from "@/shared/graphql/operations";
import { formatBytes } from "@/shared/lib/bytes";
import { formatMoment } from "@/shared/lib/dates";
import { useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { Panel } from "@/shared/ui/Panel";
import { Progress } from "@/shared/ui/Progress";
import { ErrorState } from "@/shared/ui/states";
import { PackDownload } from "./PackDownload";
import styles from "./Packs.module.css";

const LOOK_AGAIN_MS = 3000;

/** Proof to take along: everything the firm may read about the deal, checkable without us. */
export function Packs({ id }: { id: string }) {
  const { t } = useTranslation("pack");
  const [{ data, error }, again] = useTypedQuery(EvidencePacksDocument, { id }, { fresh: true });
  const [, request] = useTypedMutation(RequestEvidencePackDocument);
  const act = useAct();
  const outcomes = useOutcomes();
  const packs = data?.evidencePacks ?? [];
  const isMaking = packs.some(({ state }) => state === "REQUESTED");

  useEffect(() => {
    if (!isMaking) return;
    const timer = setInterval(again, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isMaking, again]);

  async function prepare() {
    const done = await act.run(async () => outcomes.ofMutation(await request({ id })));
    if (done) again();
  }

  return (
    <Panel
      title={t("title")}
      aside={
        <Button
          variant="default"
          leftSection={<IconPackage size={16} aria-hidden="true" />}
          disabled={isMaking}
          loading={act.busy}
          onClick={() => void prepare()}
        >
          {t("prepare")}
        </Button>
      }
    >
      <p className={styles.lead}>{t("lead")}</p>
      <Trouble words={act.words} />
      {act.window}
      {error && !data ? <ErrorState error={error} retry={again} /> : null}
      {packs.length > 0 ? (
        <ul className={styles.packs}>
          {packs.map((pack) => (
            <li key={pack.id}>
              <Pack pack={pack} />
            </li>
          ))}
        </ul>
      ) : null}
    </Panel>
  );
}

function Pack({ pack }: { pack: PackPartsFragment }) {
  const { t, i18n } = useTranslation("pack");
  const language = i18n.language;
  if (pack.state === "REQUESTED")
    return <Progress label={t("making")} done={0} total={null} unit="bytes" note={t("soon")} />;
  const size = pack.size ? formatBytes(Number(pack.size), language) : null;
  const words =
    pack.state === "FAILED" && pack.failure
      ? t(`failure.${pack.failure}`)
      : [t("entries", { count: pack.entryCount }), size].filter((each) => each).join(" · ");
  return (
    <div className={styles.pack}>
      <div>
        <p className={styles.name}>
          {t(`state.${pack.state}`, { at: formatMoment(pack.requestedAt, language) })}
        </p>
        <p className={styles.note}>{t("by", { name: pack.requestedBy })}</p>
        <p className={styles.note}>{words}</p>
      </div>
      {pack.state === "READY" ? <PackDownload pack={pack} /> : null}
    </div>
  );
}
