import { Checkbox } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  CaseCandidatesDocument,
  type CaseCandidatesQuery,
  HandOverCasesDocument,
  type HandoverPartsFragment,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation, useTypedQuery } from "@/shared/graphql/operations";
import { useDraft } from "@/shared/session/draft";
import { type Problem, useOutcomes } from "@/shared/session/outcomes";
import { useAct } from "@/shared/session/useAct";
import { type Choice, Choices } from "@/shared/ui/Choices";
import { LimitedInput } from "@/shared/ui/Limited";
import { ErrorState, PageSkeleton } from "@/shared/ui/states";
import { Window } from "@/shared/ui/Window";
import { Findings } from "./Findings";
import { FormActions } from "./FormActions";
import styles from "./forms.module.css";

type Candidate = CaseCandidatesQuery["caseCandidates"][number];

interface HandOverProps {
  caseIds: string[];
  onDone: (handover: HandoverPartsFragment) => void;
  onClose: () => void;
}

/** Give one or several cases to somebody else: the least loaded without a conflict is proposed. */
export function HandOverWindow(props: HandOverProps) {
  const { t } = useTranslation("desk");
  const { caseIds, onClose } = props;
  const [{ data, error }, again] = useTypedQuery(
    CaseCandidatesDocument,
    { caseIds },
    { fresh: true },
  );
  return (
    <Window title={t("handOver.title", { count: caseIds.length })} onClose={onClose}>
      {data ? (
        <HandOverForm {...props} candidates={data.caseCandidates} />
      ) : error ? (
        <ErrorState error={error} retry={again} />
      ) : (
        <PageSkeleton />
      )}
    </Window>
  );
}

const FIELDS = ["membershipId", "reason", "takesOn"] as const;

function HandOverForm({
  caseIds,
  candidates,
  onDone,
  onClose,
}: HandOverProps & { candidates: readonly Candidate[] }) {
  const { t } = useTranslation(["desk", "case"]);
  const choiceOf = useCandidateChoice(caseIds.length);
  const [chosen, setChosen] = useState(
    () => candidates.find(({ isProposed }) => isProposed)?.membershipId ?? null,
  );
  const [takesOn, setTakesOn] = useState(false);
  const [{ reason }, keep, forget] = useDraft(`case.assign.${caseIds.join()}`, { reason: "" });
  const [, handOver] = useTypedMutation(HandOverCasesDocument);
  const act = useAct(FIELDS);
  const { ofMutation } = useOutcomes();
  const found = candidates.find(({ membershipId }) => membershipId === chosen)?.findings ?? [];

  async function submit(event: FormEvent) {
    event.preventDefault();
    const before: Problem[] = [];
    if (!chosen) before.push({ field: "membershipId", words: t("case:assign.whoNeeded") });
    if (found.length > 0 && !takesOn)
      before.push({ field: "takesOn", words: t("handOver.takesOnNeeded") });
    if (reason.trim() === "")
      before.push({ field: "reason", words: t("case:assign.reasonNeeded") });
    if (!chosen || before.length > 0) return act.refuse(before);
    const wish = { caseIds, membershipId: chosen, reason: reason.trim(), takesOn };
    const kept: { handover?: HandoverPartsFragment | null | undefined } = {};
    const done = await act.run(async () => {
      const answer = await handOver(wish);
      kept.handover = answer.data?.outcome?.handover;
      return ofMutation(answer);
    });
    if (!done) return;
    forget();
    if (kept.handover) onDone(kept.handover);
  }

  return (
    <form
      ref={act.form}
      className={styles.form}
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      <Choices
        label={t("case:assign.who")}
        choices={candidates.map(choiceOf)}
        value={chosen}
        onChange={(value) => {
          setChosen(value);
          setTakesOn(false);
          act.clear("membershipId");
        }}
        error={act.at("membershipId")}
      />
      {found.length > 0 ? (
        <>
          <Findings found={found} />
          <Checkbox
            label={t("handOver.takesOn")}
            checked={takesOn}
            onChange={(event) => {
              setTakesOn(event.currentTarget.checked);
              act.clear("takesOn");
            }}
            error={act.at("takesOn")}
          />
        </>
      ) : null}
      <LimitedInput
        label={t("case:assign.reason")}
        description={t("case:assign.reasonHelp")}
        inputWrapperOrder={["label", "input", "description", "error"]}
        value={reason}
        onChange={(event) => {
          keep({ reason: event.currentTarget.value });
          act.clear("reason");
        }}
        error={act.at("reason")}
        most={300}
        required
      />
      <p className="sb-muted sb-small">{t("handOver.how")}</p>
      <FormActions action={t("case:act.assign")} act={act} onCancel={onClose} />
      {act.window}
    </form>
  );
}

/** Name a candidate with the load, and what speaks for or against. */
function useCandidateChoice(count: number): (of: Candidate) => Choice<string> {
  const { t } = useTranslation(["desk", "case"]);
  return (of) => {
    const parts = [t("handOver.load", { count: of.openCases, weight: of.weight })];
    if (of.isProposed) parts.push(t("handOver.proposed"));
    if (of.isAway) parts.push(t("load.away"));
    if (of.isRefused) parts.push(t("finding.MEMBER.name"));
    else if (of.findings.length > 0)
      parts.push(count > 1 ? t("handOver.foundIn", { count: of.foundIn }) : t("handOver.found"));
    return {
      value: of.membershipId,
      name: of.name,
      help: parts.join(" · "),
      disabled: of.isAway || of.isRefused,
    };
  };
}
