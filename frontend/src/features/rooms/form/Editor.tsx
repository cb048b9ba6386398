import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useDeal } from "@/shared/deals/DealContext";
import { Conflict } from "@/shared/drafting/Conflict";
import { EditorFrame } from "@/shared/drafting/EditorFrame";
import { useFaults } from "@/shared/drafting/faults";
import frame from "@/shared/drafting/frame.module.css";
import { jumpTo } from "@/shared/drafting/jump";
import { Missing } from "@/shared/drafting/Missing";
import { differences } from "@/shared/drafting/merge";
import { SaveLine } from "@/shared/drafting/SaveLine";
import {
  type DataRequestDetailQuery,
  type DataRequestPartsFragment,
  IssueRequestDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { formatDay } from "@/shared/lib/dates";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { type Refusal, useRefusals } from "@/shared/ui/refusals";
import { useNames } from "./names";
import { PrintedForm, type Seal } from "./PrintedForm";
import { RequestForm } from "./RequestForm";
import { combine, flatten, missingIn, named } from "./requestDraft";
import { useRequest } from "./useRequest";

interface EditorProps {
  request: DataRequestPartsFragment;
  form: NonNullable<DataRequestDetailQuery["dataRequestForm"]>;
  owner: string;
  seller: Seal;
  buyer: Seal;
}

/** Write a technical-data request: the form, beside it how it is printed, and issuing it. */
export function Editor({ request, form, owner, seller, buyer }: EditorProps) {
  const { t, i18n } = useTranslation(["request", "offer"]);
  const navigate = useNavigate();
  const { match, standing, again } = useDeal();
  const writing = useRequest(request, owner);
  const { content, theirs, broad } = writing;
  const nameOf = useNames(content);
  const serverFault = useFaults(writing.errors);
  const refusals = useRefusals();
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [, issue] = useTypedMutation(IssueRequestDocument);
  const missing = missingIn(content);
  const tooBroad = content.items
    .filter(({ key }) => broad.has(key))
    .map(({ key }) => `item-${key}`);
  const stops = [...tooBroad, ...missing];
  const firstItem = `item-${content.items[0]?.key}`;
  const faultOf = (field: string) =>
    serverFault(field) ??
    (field === firstItem ? serverFault("items") : null) ??
    (marked.has(field) && missing.includes(field) ? t("offer:fault.required") : null);

  async function ask() {
    setMarked(new Set(missing));
    const wrong = writing.errors.find((each) => each.field)?.field;
    const first = stops[0] ?? wrong;
    if (first) return jumpTo(first);
    if (await writing.flush()) {
      setRefusal(null);
      setAsking(true);
    }
  }

  async function confirm() {
    const revision = writing.revision();
    if (!writing.id || revision === null) return;
    const answer = await issue({ id: writing.id, revision });
    const errors = answer.data?.outcome?.errors ?? [];
    const first = errors[0];
    if (answer.error) return setRefusal(refusals.ofTransport(answer.error));
    if (first?.field) {
      setAsking(false);
      const at = Number(first.params.find(({ name }) => name === "position")?.value ?? 0);
      const item = named(content)[at - 1];
      const field = first.field === "items" && item ? `item-${item.key}` : first.field;
      writing.setErrors(errors.map((each) => (each === first ? { ...each, field } : each)));
      return jumpTo(field);
    }
    if (first) return setRefusal(refusals.ofDomain(first));
    again();
    await navigate(`/deals/${match.id}/documents`, { state: { done: t("issue.done") } });
  }

  return (
    <>
      {theirs ? (
        <Conflict
          found={differences(flatten(writing.base()), flatten(content), flatten(theirs.content))}
          nameOf={nameOf}
          onChoose={(fields) => writing.settle(combine(content, theirs.content, fields), theirs)}
        />
      ) : null}
      <EditorFrame
        form={
          <>
            <RequestForm
              form={form}
              broad={broad}
              readers={t("form.readers", { firm: seller.firm })}
              draft={content}
              onChange={(part) => writing.change({ ...content, ...part })}
              faultOf={faultOf}
            />
            <Missing fields={stops} nameOf={nameOf} onJump={jumpTo} complete={t("form.complete")} />
          </>
        }
        preview={
          <PrintedForm
            draft={content}
            seller={seller}
            buyer={buyer}
            version={null}
            keptUntil={null}
          />
        }
        bar={
          <>
            <SaveLine
              state={writing.state}
              savedAt={writing.savedAt}
              onSignedIn={() => void writing.flush()}
            />
            <div className={frame.barActions}>
              {stops[0] ? (
                <Button variant="default" onClick={() => jumpTo(stops[0] ?? "")}>
                  {t("offer:missing.next", { count: stops.length })}
                </Button>
              ) : null}
              <Button
                variant={standing.place === "DOCUMENTS" ? "filled" : "light"}
                onClick={() => void ask()}
              >
                {t("issue.action")}
              </Button>
            </div>
          </>
        }
      />
      {asking ? (
        <ConfirmByConsequence
          title={t("issue.title")}
          consequences={[
            t("issue.one", { firm: seller.firm }),
            t("issue.two"),
            t("issue.three", { years: form.retentionYears }),
            t("issue.four", { day: formatDay(content.useUntil, i18n.language) }),
          ]}
          undoable={false}
          action={t("issue.action")}
          refusal={refusal}
          onConfirm={confirm}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}
