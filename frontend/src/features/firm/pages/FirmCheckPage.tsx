import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { FirmCheckOneDocument, type FirmCheckOneQuery } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { formatDate } from "@/shared/lib/dates";
import { Guarded } from "@/shared/session/Guarded";
import { Done } from "@/shared/session/Trouble";
import { NextStep } from "@/shared/ui/NextStep";
import { PageHead } from "@/shared/ui/PageHead";
import { Panel } from "@/shared/ui/Panel";
import { ErrorState, NotFound, PageSkeleton } from "@/shared/ui/states";
import { Decide } from "../components/Decide";
import { DocumentViews } from "../components/DocumentViews";
import styles from "../components/Firm.module.css";
import { useFirmName } from "../components/names";
import { Particulars } from "../components/Particulars";
import { ReasonList } from "../components/ReasonList";
import { VerificationChip } from "../components/VerificationChip";
import own from "./FirmCheckPage.module.css";

export type Check = NonNullable<FirmCheckOneQuery["firmCheck"]>;

/** One firm check: what the firm states beside its documents, and the decision. */
export function FirmCheckPage() {
  return (
    <Guarded may={(viewer) => viewer.canVerifyFirms} whole>
      <Loaded />
    </Guarded>
  );
}

function Loaded() {
  const { id = "" } = useParams();
  const [{ data, error, fetching }, again] = useTypedQuery(
    FirmCheckOneDocument,
    { id },
    { fresh: true },
  );
  if (data?.firmCheck) return <View check={data.firmCheck} again={again} />;
  if (error) return <ErrorState error={error} retry={again} whole />;
  return fetching ? <PageSkeleton /> : <NotFound />;
}

function View({ check, again }: { check: Check; again: () => void }) {
  const { t, i18n } = useTranslation(["firm", "common"]);
  const nameOf = useFirmName();
  const [said, setSaid] = useState<string | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const { organisation: firm, state } = check;
  const pending = state === "PENDING";
  const day = check.decidedAt ? formatDate(check.decidedAt, i18n.language) : "";
  const words = pending && !check.canDecide ? "barred" : state;

  function done(which: "confirmed" | "declined" | "revoked") {
    setSaid(t(`decide.done.${which}`, { firm: nameOf(firm) }));
    again();
    setTimeout(() => place.current?.focus());
  }

  return (
    <div className={`${styles.page} ${styles.anchor}`} ref={place} tabIndex={-1}>
      <PageHead
        title={nameOf(firm)}
        above={{ name: t("decide.above"), to: "/firms" }}
        chips={<VerificationChip verification={firm.verification} />}
      />
      <NextStep
        sentence={t(`decide.next.${words}`, { day })}
        turn={t(pending && check.canDecide ? "decide.yourTurn" : "common:turn.nobody")}
        yours={pending && check.canDecide}
      />
      <Done words={said} />
      <div className={own.columns}>
        <Particulars check={check} />
        <Panel title={t("decide.documents")}>
          <DocumentViews documents={check.documents} open={pending} />
        </Panel>
      </div>
      {state === "DECLINED" ? (
        <Panel title={t("check.declined.title")}>
          <ReasonList reasons={check.reasons} text={check.reasonText} />
        </Panel>
      ) : null}
      <Decide check={check} onDone={done} />
    </div>
  );
}
