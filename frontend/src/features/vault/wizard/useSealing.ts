import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import {
  AttachDepositDocument,
  BeginTechnologyDocument,
  DepositDocument,
  type DepositPartsFragment,
  SealDemandDocument,
  SealDepositDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedFetch, useTypedMutation } from "@/shared/graphql/operations";
import { type Outcome, useOutcomes } from "@/shared/session/outcomes";
import { useAct } from "@/shared/session/useAct";
import { putArrivedAway } from "@/shared/transfers/store";
import { groupOf } from "./useDepositFiles";

/** What a deposit is for: a technology, also a new one, a draft of a demand, or nothing yet. */
export type Purpose = { technologyId: string } | { demandId: string } | "new" | "later";

/** Seal, tie to the technology, and go on to its summary; each step may be repeated. */
export function useSealing(deposit: DepositPartsFragment) {
  const { t } = useTranslation("vault");
  const navigate = useNavigate();
  const read = useTypedFetch(DepositDocument);
  const [, sealIt] = useTypedMutation(SealDepositDocument);
  const [, attachIt] = useTypedMutation(AttachDepositDocument);
  const [, nameIt] = useTypedMutation(SealDemandDocument);
  const [, beginIt] = useTypedMutation(BeginTechnologyDocument);
  const outcomes = useOutcomes();
  const act = useAct();
  const { id } = deposit;

  async function sealed(): Promise<Outcome<unknown>> {
    const { data } = await read({ id });
    if (data?.deposit?.state === "SEALED") return { value: true, problems: [], barrier: null };
    const revision = data?.deposit?.revision ?? deposit.revision;
    return outcomes.ofMutation(await sealIt({ id, revision }));
  }

  /** The deposit's own id asks for its technology, so that a repeat begins no second one. */
  async function technologyOf(purpose: { technologyId: string } | "new"): Promise<Outcome<string>> {
    if (purpose !== "new") return { value: purpose.technologyId, problems: [], barrier: null };
    const outcome = outcomes.ofMutation(await beginIt({ requestId: `deposit-${id}`, input: {} }));
    return { ...outcome, value: outcome.value?.technology?.id ?? null };
  }

  async function seal(purpose: Purpose): Promise<void> {
    if (!(await act.run(sealed))) return;
    // The next page would go on telling that they came, over its own bar on a phone.
    putArrivedAway(groupOf(id));
    await tie(purpose);
  }

  async function tie(purpose: Purpose): Promise<void> {
    if (purpose === "later") {
      await navigate(`/vault/${id}`, { state: { done: t("seal.done") } });
      return;
    }
    if (typeof purpose === "object" && "demandId" in purpose) return name(purpose.demandId);
    const technologyId = await act.run(() => technologyOf(purpose));
    if (!technologyId) return;
    const tied = await act.run(async () =>
      outcomes.ofMutation(await attachIt({ id, technologyId })),
    );
    if (!tied) return;
    const page = `/technologies/${technologyId}`;
    await navigate(purpose === "new" ? `${page}/edit` : page, { state: { done: t("seal.tied") } });
  }

  async function name(demandId: string): Promise<void> {
    const named = await act.run(async () =>
      outcomes.ofMutation(await nameIt({ depositId: id, id: demandId })),
    );
    if (!named) return;
    await navigate(`/demands/${demandId}/edit#known`, { state: { sealed: t("asking.named") } });
  }

  return { act, seal, tie };
}
