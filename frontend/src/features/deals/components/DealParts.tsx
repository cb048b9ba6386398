import { IconCheck, IconChevronRight, IconPlayerStop, IconPoint } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { addressOf } from "@/shared/deals/standing";
import type { DealPartState, DealPlace, DealQuery } from "@/shared/graphql/generated/graphql";
import { formatDate } from "@/shared/lib/dates";
import { Panel } from "@/shared/ui/Panel";
import styles from "./DealParts.module.css";

type Part = NonNullable<DealQuery["dealStanding"]>["parts"][number];
type Named = "NDA" | "DOCUMENTS" | "TERMS" | "CONTRACT" | "PAYMENTS";

const NAMED: readonly DealPlace[] = ["NDA", "DOCUMENTS", "TERMS", "CONTRACT", "PAYMENTS"];

function isNamed(place: DealPlace): place is Named {
  return NAMED.includes(place);
}

const ICONS: Record<DealPartState, typeof IconCheck> = {
  DONE: IconCheck,
  NOW: IconPoint,
  LATER: IconPoint,
  STOPPED: IconPlayerStop,
};

interface DealPartsProps {
  id: string;
  parts: readonly Part[];
  /** Where the next thing is done. */
  now: DealPlace;
}

/** The way from the NDA to the last payment: what is done, what is under way, what follows. */
export function DealParts({ id, parts, now }: DealPartsProps) {
  const { t } = useTranslation("deal");
  return (
    <Panel title={t("parts.title")}>
      <ol className={styles.parts}>
        {parts.map((part) => (
          <PartRow key={part.place} id={id} part={part} here={part.place === now} />
        ))}
      </ol>
    </Panel>
  );
}

function PartRow({ id, part, here }: { id: string; part: Part; here: boolean }) {
  const { t, i18n } = useTranslation("deal");
  const { place, state, since, done, total } = part;
  if (!isNamed(place)) return null;
  const Icon = ICONS[state];
  const counted = total != null && state !== "LATER";
  return (
    <li data-state={state} aria-current={here ? "step" : undefined}>
      <Link to={addressOf(id, place)}>
        <span className={styles.node}>
          <Icon size={14} stroke={3} aria-hidden="true" />
        </span>
        <span className={styles.name}>{t(`parts.${place}`)}</span>
        <span className={styles.state}>
          {t(`parts.state.${place}.${state}`)}
          {counted ? ` ${t("parts.count", { done, total })}` : null}
        </span>
        <span className={styles.since}>
          {since && state !== "LATER" ? formatDate(since, i18n.language) : null}
        </span>
        <IconChevronRight size={16} aria-hidden="true" className={styles.go} />
      </Link>
    </li>
  );
}
