import { Button } from "@mantine/core";
import { IconArrowDown, IconPencilCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useDeal } from "@/shared/deals/DealContext";
import { firmName } from "@/shared/deals/naming";
import type { NdaPartsFullFragment } from "@/shared/graphql/generated/graphql";
import { formatDate, formatMoment } from "@/shared/lib/dates";
import { shortenMiddle } from "@/shared/lib/text";
import { useSession } from "@/shared/session/session";
import { Chip, type Tone } from "@/shared/ui/Chip";
import { CopyButton } from "@/shared/ui/CopyButton";
import { type FactRow, Facts, Panel } from "@/shared/ui/Panel";
import { Term } from "@/shared/ui/Term";
import { daysLeft } from "../text";
import { Download } from "./Download";
import styles from "./Nda.module.css";
import type { WindowAct } from "./NdaWindow";

const TONES: Partial<Record<NdaPartsFullFragment["state"], Tone>> = {
  OFFERED: "amber",
  SIGNED: "seal",
  REFUSED: "red",
};

interface StateCardProps {
  nda: NdaPartsFullFragment;
  onAct: (act: WindowAct) => void;
  onSign: () => void;
}

/** How the agreement stands, until when, and everything the reader may do to it. */
export function StateCard({ nda, onAct, onSign }: StateCardProps) {
  const { t } = useTranslation(["nda", "common"]);
  const named = nda.holders.some((each) => !each.removedAt);
  return (
    <Panel
      title={t("title")}
      aside={<Chip tone={TONES[nda.state] ?? "plain"}>{t(`state.${nda.state}`)}</Chip>}
    >
      <div className={styles.card}>
        <p className="sb-small">
          <Term word="nda">{t("what.term")}</Term> {t(`what.${nda.state}`)}
        </p>
        <Closing nda={nda} />
        <Facts rows={useFacts(nda)} />
        <a className={styles.read} href="#nda-text">
          <IconArrowDown size={14} aria-hidden="true" /> {t("act.read")}
        </a>
        <div className={styles.acts}>
          {nda.canSign ? (
            <Button leftSection={<IconPencilCheck size={16} aria-hidden="true" />} onClick={onSign}>
              {t("act.sign")}
            </Button>
          ) : null}
          {nda.canOffer ? (
            <Button variant={named ? "filled" : "default"} onClick={() => onAct("offer")}>
              {t("act.offer")}
            </Button>
          ) : null}
          <Download nda={nda} />
          {nda.canRefuse ? (
            <Button variant="default" onClick={() => onAct("refuse")}>
              {t("act.refuse")}
            </Button>
          ) : null}
          {nda.canWithdraw ? (
            <Button variant="default" onClick={() => onAct("withdraw")}>
              {t("act.withdraw")}
            </Button>
          ) : null}
          {nda.canEnd ? (
            <Button variant="default" onClick={() => onAct("end")}>
              {t("act.end")}
            </Button>
          ) : null}
        </div>
      </div>
    </Panel>
  );
}

function useFacts(nda: NdaPartsFullFragment): FactRow[] {
  const { t, i18n } = useTranslation(["nda", "common"]);
  const { language } = i18n;
  const now = new Date();
  const rows: FactRow[] = [
    { name: t("fact.months"), value: t("fact.monthsValue", { count: nda.months }) },
  ];
  if (nda.state === "OFFERED" && nda.lapsesAt) {
    const left = daysLeft(nda.lapsesAt, now);
    const until = formatMoment(nda.lapsesAt, language);
    rows.push({
      name: t("fact.lapses"),
      value: t("fact.left", { until, count: left, days: left.toLocaleString(language) }),
    });
  }
  if (nda.signedAt)
    rows.push({ name: t("fact.signed"), value: formatDate(nda.signedAt, language) });
  if (nda.expiresAt && nda.state === "SIGNED") {
    const until = formatDate(nda.expiresAt, language);
    const left = daysLeft(nda.expiresAt, now);
    rows.push({
      name: t("fact.expires"),
      value: t("fact.left", { until, count: left, days: left.toLocaleString(language) }),
    });
  }
  if (nda.endedAt) rows.push({ name: t("fact.ended"), value: formatDate(nda.endedAt, language) });
  rows.push({ name: t("fact.files"), value: t("fact.filesValue", { count: nda.files.length }) });
  const hash = nda.documentSha256;
  if (hash) {
    rows.push({
      name: t("fact.hash"),
      value: (
        <span className={styles.line}>
          <code title={hash}>{shortenMiddle(hash, 6)}</code>
          <CopyButton value={hash} label={t("fact.hash")} />
        </span>
      ),
    });
  }
  return rows;
}

/** Why it is over, and what the side wrote that closed it. */
function Closing({ nda }: { nda: NdaPartsFullFragment }) {
  const { t, i18n } = useTranslation(["nda", "common"]);
  const { match } = useDeal();
  const { viewer } = useSession();
  if (!nda.endedAt) return null;
  const own = viewer?.organisation;
  const other = match.counterpart
    ? firmName(match.counterpart, i18n.language)
    : t("common:otherFirm");
  const by =
    nda.closedBySide === null || nda.closedBySide === undefined
      ? null
      : nda.side === null || nda.side === undefined
        ? t(`side.${nda.closedBySide}`)
        : nda.closedBySide === nda.side && own
          ? firmName(own, i18n.language)
          : other;
  return (
    <>
      <p className="sb-small">
        {by
          ? t(`closed.${nda.state as "REFUSED"}`, { by })
          : t(`closedPlain.${nda.state as "ENDED"}`)}
        {nda.refusalReason ? ` ${t(`reason.${nda.refusalReason}`)}` : ""}
      </p>
      {nda.closingWords ? <p className={styles.words}>{nda.closingWords}</p> : null}
    </>
  );
}
