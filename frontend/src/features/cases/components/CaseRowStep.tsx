import { useTranslation } from "react-i18next";
import { useStandingWords } from "@/shared/deals/standing";
import type { CaseLineFragment, StandingPartsFragment } from "@/shared/graphql/generated/graphql";
import { formatDay } from "@/shared/lib/dates";
import { Chip } from "@/shared/ui/Chip";
import { Written } from "@/shared/ui/Written";
import styles from "./CaseRow.module.css";

interface CaseRowStepProps {
  of: CaseLineFragment;
  standing: StandingPartsFragment | undefined;
}

/** What the deal waits for and whose turn it is, then what the coordinator asked for. */
export function CaseRowStep({ of, standing }: CaseRowStepProps) {
  const { t } = useTranslation("case");
  // Whoever only assigns a case is not told what comes next in it.
  const without = of.stage === "CLOSED" ? t("closedRow") : of.isMine ? t("noStep") : null;
  return (
    <div className={styles.step}>
      {standing ? <Standing standing={standing} /> : null}
      {of.nextStep ? <Asked of={of} /> : <p className={styles.turn}>{without}</p>}
      {of.followUp ? <Noted follow={of.followUp} /> : null}
    </div>
  );
}

function Standing({ standing }: { standing: StandingPartsFragment }) {
  const words = useStandingWords()(standing, null);
  return (
    <>
      <p className={styles.text}>{words.sentence}</p>
      <p className={styles.whose}>
        <Chip tone={words.yours ? "amber" : "plain"}>{words.turnShort}</Chip>
        {words.until ? <span>{words.until}</span> : null}
      </p>
    </>
  );
}

function Asked({ of }: { of: CaseLineFragment }) {
  const { t, i18n } = useTranslation("case");
  const step = of.nextStep;
  if (!step) return null;
  return (
    <p className={styles.asked}>
      <span>{t("asked")}</span> <Written text={step.text} />{" "}
      {step.dueOn ? (
        <span className={styles.due}>
          {t("until", { day: formatDay(step.dueOn, i18n.language) })}
        </span>
      ) : null}
    </p>
  );
}

/** What the coordinator's own notes ask for first; no firm reads it. */
export function Noted({ follow }: { follow: NonNullable<CaseLineFragment["followUp"]> }) {
  const { t, i18n } = useTranslation("desk");
  return (
    <p className={styles.asked}>
      <span>{t("note.own")}</span> <Written text={follow.text} />{" "}
      <span className={styles.due}>
        {t("note.until", { day: formatDay(follow.dueOn, i18n.language) })}
      </span>
    </p>
  );
}
