import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type CheckPartsFragment,
  type FirmPartsFragment,
  MyFirmCheckDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { formatDate } from "@/shared/lib/dates";
import { useDraft } from "@/shared/session/draft";
import { useSession } from "@/shared/session/session";
import { Done } from "@/shared/session/Trouble";
import { NextStep } from "@/shared/ui/NextStep";
import { Panel } from "@/shared/ui/Panel";
import { ErrorState, PageSkeleton } from "@/shared/ui/states";
import { CheckSteps } from "./CheckSteps";
import { DocumentList } from "./DocumentList";
import styles from "./Firm.module.css";
import { PrepareCheck } from "./PrepareCheck";
import { ReasonList } from "./ReasonList";

interface CheckOfMineProps {
  firm: FirmPartsFragment;
  again: () => void;
  /** What stands below, once it is known how much the check takes above it. */
  children: ReactNode;
}

type Standing = "prepare" | "waiting" | "declined" | "confirmed";

function standingOf(firm: FirmPartsFragment, check: CheckPartsFragment | null): Standing {
  if (firm.verification === "VERIFIED") return "confirmed";
  if (check?.state === "PENDING") return "waiting";
  return firm.verification === "REJECTED" ? "declined" : "prepare";
}

/** The check of one's own firm as a short path: documents, waiting, answer. */
export function CheckOfMine({ firm, again, children }: CheckOfMineProps) {
  const { t, i18n } = useTranslation(["firm", "common"]);
  const { restart } = useSession();
  const [{ data, error }, ask] = useTypedQuery(MyFirmCheckDocument, {}, { fresh: true });
  const [said, setSaid] = useState<string | null>(null);
  const place = useRef<HTMLDivElement>(null);

  if (error && !data) {
    return (
      <>
        <ErrorState error={error} retry={ask} />
        {children}
      </>
    );
  }
  if (!data) return <PageSkeleton />;
  const check = data.myFirmCheck ?? null;
  const usual = data.firmCheckUsualDays ?? null;
  const standing = standingOf(firm, check);

  function submitted() {
    setSaid(t("check.submitted"));
    ask();
    again();
    restart();
    // The form below it closes, so the top of the answer is brought into sight first.
    place.current?.scrollIntoView({ block: "start" });
    place.current?.focus({ preventScroll: true });
  }

  const yours = standing === "prepare" || standing === "declined";
  return (
    <>
      <div className={`${styles.page} ${styles.anchor}`} ref={place} tabIndex={-1}>
        <NextStep
          sentence={t(`check.next.${standing}`)}
          turn={t(`common:turn.${yours ? "you" : standing === "waiting" ? "verifier" : "nobody"}`)}
          yours={yours}
        >
          {standing === "waiting" && check?.submittedAt ? (
            <p className="sb-small sb-muted">
              {t(check.waitingDays ? "check.since" : "check.sentOn", {
                day: formatDate(check.submittedAt, i18n.language),
                count: check.waitingDays ?? 0,
              })}{" "}
              {usual === null ? null : t("check.usual", { count: usual })}
            </p>
          ) : null}
        </NextStep>
        <Done words={said} />
        <CheckSteps standing={standing} />
        {standing === "declined" ? <Declined check={check} /> : null}
        {yours ? <PrepareCheck check={check} again={ask} onSubmitted={submitted} /> : null}
        {check && !yours && check.documents.length > 0 ? (
          <Panel title={t("check.documents")}>
            <DocumentList documents={check.documents} />
          </Panel>
        ) : null}
      </div>
      {children}
    </>
  );
}

type Why = Pick<CheckPartsFragment, "reasons" | "reasonText">;
const UNSAID: Why = { reasons: [], reasonText: "" };

/** Why the last round was declined; it stays in sight in this tab while the next one is gathered. */
function Declined({ check }: { check: CheckPartsFragment | null }) {
  const { t } = useTranslation("firm");
  const [kept, keep] = useDraft<Why>("firm-check-declined", UNSAID);
  const now = check?.state === "DECLINED" ? check : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: kept once for each declined round
  useEffect(() => {
    if (now) keep({ reasons: now.reasons, reasonText: now.reasonText });
  }, [now?.id]);
  const why = now ?? kept;
  if (why.reasons.length === 0 && why.reasonText === "") return null;
  return (
    <Panel title={t("check.declined.title")}>
      <ReasonList reasons={why.reasons} text={why.reasonText} />
    </Panel>
  );
}
