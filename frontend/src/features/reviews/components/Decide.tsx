import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type DraftPartsFragment,
  type LeakPartsFragment,
  type ReviewDecision,
  ReviewTechnologyDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useDraft } from "@/shared/session/draft";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { stoppedByLength } from "@/shared/ui/Limited";
import { Panel } from "@/shared/ui/Panel";
import { type Refusal, useRefusals } from "@/shared/ui/refusals";
import { VisibilityStrip } from "@/shared/ui/VisibilityStrip";
import { Comparison, needsConsent } from "./Comparison";
import styles from "./Decide.module.css";
import { ScoreForm } from "./ScoreForm";
import { firstWrong, hasZero, type Judged, NOTHING_JUDGED, scoresOf, wrongFor } from "./scoring";

interface DecideProps {
  draft: DraftPartsFragment;
  /** How the words compare with the sealed deposit; null without one. */
  report: LeakPartsFragment | null;
  onDecided: (decision: ReviewDecision) => void;
  onStale: () => void;
}

/** The server refuses for what the comparison came to; the page then shows the newest. */
const COMPARED = ["not_sealed", "leak_check_running", "leak_check_failed", "leak_found"];

/** Score the text, then approve it or give it back. */
export function Decide({ draft, report, onDecided, onStale }: DecideProps) {
  const { t } = useTranslation("review");
  const [judged, setJudged, forget] = useDraft<Judged>(
    `review.${draft.technologyId}`,
    NOTHING_JUDGED,
  );
  const [tried, setTried] = useState<ReviewDecision | null>(null);
  const [asking, setAsking] = useState<ReviewDecision | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  // Whoever agreed has agreed to the reason of this one report.
  const [agreedTo, setAgreedTo] = useState<string | null>(null);
  const [, review] = useTypedMutation(ReviewTechnologyDocument);
  const refusals = useRefusals();
  const place = useRef<HTMLDivElement>(null);
  const zero = hasZero(judged);
  const wrong = tried ? wrongFor(tried, judged) : {};
  const agreed = report !== null && agreedTo === report.id;
  const missing = needsConsent(report) && !agreed;

  function ask(decision: ReviewDecision) {
    setTried(decision);
    setRefusal(null);
    const unagreed = decision === "APPROVED" && missing ? "leak-consent" : null;
    const first = firstWrong(wrongFor(decision, judged)) ?? unagreed;
    if (first) document.getElementById(first)?.focus();
    else if (!stoppedByLength(place)) setAsking(decision);
  }

  async function confirm(decision: ReviewDecision) {
    const answer = await review({
      id: draft.technologyId,
      revision: draft.revision,
      decision,
      scores: scoresOf(judged),
      words: judged.words.trim(),
      leakConsent: agreed,
    });
    const refused = answer.data?.outcome?.errors[0];
    if (answer.error) setRefusal(refusals.ofTransport(answer.error));
    else if (refused?.field === "leakConsent") {
      // The reason came, or changed, after this page was read.
      setAsking(null);
      onStale();
    } else if (refused) {
      setRefusal(refusals.ofDomain(refused));
      if (refused.code === "stale_state" || COMPARED.includes(refused.code)) onStale();
    } else {
      forget();
      onDecided(decision);
    }
  }

  const words = asking === "APPROVED" ? "approve" : "return";
  return (
    <Panel title={t("form.title")}>
      <div ref={place} className={styles.decide}>
        <p className="sb-small sb-muted">{t("form.lead")}</p>
        <ScoreForm judged={judged} wrong={wrong} disabled={false} onChange={setJudged} />
        <Comparison
          report={report}
          agreed={agreed}
          missing={tried === "APPROVED" && missing}
          onAgree={(yes) => setAgreedTo(yes && report ? report.id : null)}
        />
        <VisibilityStrip readers={t("page.readers")} />
        <p className={styles.zero} role="status" data-shown={zero}>
          {zero ? (
            <>
              <IconAlertTriangle size={16} aria-hidden="true" /> {t("form.zero")}
            </>
          ) : null}
        </p>
        <div className={styles.actions}>
          <Button variant={zero ? "filled" : "default"} onClick={() => ask("RETURNED")}>
            {t("form.return")}
          </Button>
          <Button
            variant={zero ? "default" : "filled"}
            disabled={zero}
            onClick={() => ask("APPROVED")}
          >
            {t("form.approve")}
          </Button>
        </div>
      </div>
      {asking ? (
        <ConfirmByConsequence
          title={t(`confirm.${words}.title`)}
          consequences={[
            t(`confirm.${words}.one`),
            t(`confirm.${words}.two`),
            t(`confirm.${words}.three`),
          ]}
          undoable={false}
          action={t(asking === "APPROVED" ? "form.approve" : "form.return")}
          refusal={refusal}
          onConfirm={() => confirm(asking)}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </Panel>
  );
}
