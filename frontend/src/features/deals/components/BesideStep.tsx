import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Standing } from "@/shared/deals/DealContext";
import { addressOf, isDoneBySomebody } from "@/shared/deals/standing";
import type { DealPartsFragment } from "@/shared/graphql/generated/graphql";
import { formatDay } from "@/shared/lib/dates";
import { languageOf } from "@/shared/lib/text";
import styles from "./BesideStep.module.css";

interface BesideStepProps {
  match: DealPartsFragment;
  standing: Standing;
}

/** What else the reader may do now, and what the coordinator asks for in own words. */
export function BesideStep({ match, standing }: BesideStepProps) {
  const { t, i18n } = useTranslation("standing");
  const step = match.progress?.nextStep;
  const also = standing.also.filter(({ act }) => isDoneBySomebody(act));
  return (
    <>
      {also.length > 0 ? (
        <p className={styles.line}>
          <span>{t("also")}</span>
          {also.map(({ act, place }) => (
            <Link key={`${act} ${place}`} to={addressOf(match.id, place)}>
              {isDoneBySomebody(act) ? t(`do.${act}`) : null}
            </Link>
          ))}
        </p>
      ) : null}
      {step ? (
        <p className={styles.line}>
          <span>{t(match.side ? "coordinatorSays" : "coordinatorSaid")}</span>
          <q lang={languageOf(step.text)}>{step.text}</q>
          {step.dueOn ? (
            <span>{t("until", { until: formatDay(step.dueOn, i18n.language) })}</span>
          ) : null}
        </p>
      ) : null}
    </>
  );
}
