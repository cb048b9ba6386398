import { IconCalendarDue, IconFileImport } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useWants } from "@/shared/deals/wants";
import type { DemandLineFragment } from "@/shared/graphql/generated/graphql";
import { formatMonth } from "@/shared/lib/dates";
import { Chip, type Tone } from "@/shared/ui/Chip";
import { SealChip } from "@/shared/ui/SealChip";
import styles from "./DemandRow.module.css";

const TONES: Record<DemandLineFragment["state"], Tone> = {
  DRAFT: "amber",
  PUBLISHED: "seal",
  CLOSED: "plain",
};

/** One demand of a list. */
export function DemandRow({ demand }: { demand: DemandLineFragment }) {
  const { t, i18n } = useTranslation(["demand", "terms", "technology"]);
  const { readiness, budget, deadline } = useWants(demand);
  const lang = demand.text.language.toLowerCase();
  return (
    <article className={styles.row}>
      {demand.industries.length > 0 ? (
        <p className="sb-eyebrow">
          {demand.industries.map((each) => t(`terms:industry.${each}`)).join(" · ")}
        </p>
      ) : null}
      <h2 lang={lang}>
        <Link to={`/demands/${demand.id}`}>{demand.text.title}</Link>
      </h2>
      <p className={styles.need} lang={lang}>
        {demand.text.need}
      </p>
      <ul className={styles.facts}>
        {demand.isOwn ? (
          <li>
            <Chip tone={TONES[demand.state]}>{t(`terms:demandState.${demand.state}`)}</Chip>
          </li>
        ) : null}
        {demand.origin === "IMPORTED" ? (
          <li>
            <Chip icon={<IconFileImport size={14} aria-hidden="true" />}>
              {t("terms:origin.IMPORTED")}
            </Chip>
          </li>
        ) : null}
        {demand.sealedMonth ? (
          <li>
            <SealChip
              label={t("seal.month", { month: formatMonth(demand.sealedMonth, i18n.language) })}
            />
          </li>
        ) : null}
        {readiness ? (
          <li>
            <Chip>{readiness}</Chip>
          </li>
        ) : null}
        {demand.transferModes.map((mode) => (
          <li key={mode}>
            <Chip>{t(`terms:mode.${mode}`)}</Chip>
          </li>
        ))}
        {budget ? (
          <li>
            <Chip>{budget}</Chip>
          </li>
        ) : null}
        {deadline ? (
          <li>
            <Chip icon={<IconCalendarDue size={14} aria-hidden="true" />}>
              {t("deadline")} {deadline}
            </Chip>
          </li>
        ) : null}
      </ul>
    </article>
  );
}
