import { useTranslation } from "react-i18next";
import type { ProposalPartsFragment } from "@/shared/graphql/generated/graphql";
import { formatDate } from "@/shared/lib/dates";
import { languageOf } from "@/shared/lib/text";
import { Chip } from "@/shared/ui/Chip";
import { nameOf } from "../naming";
import { ConceptWords } from "./ConceptWords";
import { ProposalActs } from "./ProposalActs";
import styles from "./Words.module.css";

interface ProposalRowProps {
  proposal: ProposalPartsFragment;
  keeps: boolean;
  onDone: (words: string) => void;
}

const TONES = { OPEN: "amber", ACCEPTED: "seal", REFUSED: "plain", WITHDRAWN: "plain" } as const;

/** One proposal beside what stands there now, why it was made, and what came of it. */
export function ProposalRow({ proposal, keeps, onDone }: ProposalRowProps) {
  const { t, i18n } = useTranslation("words");
  const { concept, words, state, organisation, reason, answer } = proposal;
  const day = formatDate(proposal.proposedAt, i18n.language);
  const waits = state === "OPEN";
  return (
    <article className={styles.row}>
      <div className={styles.main}>
        <p className="sb-small">
          <Chip tone={TONES[state]}>{t(`proposals.state.${state}`)}</Chip>{" "}
          {concept && waits
            ? t("proposals.change", { name: nameOf(concept.words, i18n.language) })
            : t("proposals.new")}
          <span className="sb-muted">
            {" · "}
            {organisation
              ? t("proposals.from", { firm: organisation, day })
              : t("proposals.sent", { day })}
          </span>
        </p>
        {concept && waits ? (
          <>
            <p className="sb-tiny sb-muted">{t("proposals.now")}</p>
            <ConceptWords words={concept.words} />
            <p className="sb-tiny sb-muted">{t("proposals.proposed")}</p>
          </>
        ) : null}
        <ConceptWords words={words} />
        {reason ? (
          <p className="sb-small" lang={languageOf(reason)}>
            {t("proposals.because", { words: reason })}
          </p>
        ) : null}
        {answer ? (
          <p className="sb-small" lang={languageOf(answer)}>
            {t("proposals.because", { words: answer })}
          </p>
        ) : null}
        {keeps && waits && concept?.state === "RETIRED" ? (
          <p className="sb-small">{t("proposals.gone")}</p>
        ) : null}
      </div>
      {waits ? <ProposalActs proposal={proposal} keeps={keeps} onDone={onDone} /> : null}
    </article>
  );
}
