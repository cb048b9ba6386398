import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Conflict } from "@/shared/drafting/Conflict";
import { EditorFrame } from "@/shared/drafting/EditorFrame";
import { useFaults } from "@/shared/drafting/faults";
import drafting from "@/shared/drafting/frame.module.css";
import { jumpTo } from "@/shared/drafting/jump";
import { Missing } from "@/shared/drafting/Missing";
import { differences } from "@/shared/drafting/merge";
import { SaveLine } from "@/shared/drafting/SaveLine";
import {
  type DraftPartsFragment,
  type Language,
  SubmitTechnologyDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useOfferFieldNames } from "@/shared/offers/fieldNames";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { PageHead } from "@/shared/ui/PageHead";
import { type Refusal, useRefusals } from "@/shared/ui/refusals";
import { SHAPES } from "../components/acts";
import { EditorSealing } from "../components/EditorSealing";
import styles from "./editor.module.css";
import { OfferForm } from "./OfferForm";
import { OfferPreview } from "./OfferPreview";
import { combine, flatten, isWritten, missingIn } from "./offerDraft";
import { Returned } from "./Returned";
import { useOffer } from "./useOffer";

interface EditorProps {
  draft: DraftPartsFragment | null;
  owner: string;
  maySubmit: boolean;
}

/** Write an offer: questions, what others will see of it, what is missing, and the submission. */
export function Editor({ draft, owner, maySubmit }: EditorProps) {
  const { t, i18n } = useTranslation(["offer", "technology", "common"]);
  const navigate = useNavigate();
  const offer = useOffer(draft, owner);
  const nameOf = useOfferFieldNames();
  const faultOf = useFaults(offer.errors);
  const refusals = useRefusals();
  const [language, setLanguage] = useState<Language>(() => firstLanguage());
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [, submit] = useTypedMutation(SubmitTechnologyDocument);
  const revised = draft?.revisionState === "DRAFT";
  const missing = missingIn(offer.content);
  const pageLanguage: Language = i18n.language === "ko" ? "KO" : "EN";
  const title = revised ? "revise" : offer.id ? "edit" : "new";

  function firstLanguage(): Language {
    const own: Language = i18n.language === "ko" ? "KO" : "EN";
    const other: Language = own === "KO" ? "EN" : "KO";
    const { texts } = offer.content;
    return isWritten(texts[other]) && !isWritten(texts[own]) ? other : own;
  }

  function jump(field: string) {
    const at = /^(ko|en)\./.exec(field)?.[1];
    if (at) setLanguage(at === "ko" ? "KO" : "EN");
    jumpTo(field === "texts" ? `${language.toLowerCase()}.area` : field);
  }

  async function ask() {
    setMarked(new Set(missing));
    const wrong = offer.errors.find((each) => each.field)?.field;
    const first = missing[0] ?? wrong;
    if (first) return jump(first);
    if (await offer.flush()) {
      setRefusal(null);
      setAsking(true);
    }
  }

  async function confirm() {
    const revision = offer.revision();
    if (!offer.id || revision === null) return;
    const answer = await submit({ id: offer.id, revision, language: pageLanguage });
    const errors = answer.data?.outcome?.errors ?? [];
    const first = errors[0];
    if (answer.error) setRefusal(refusals.ofTransport(answer.error));
    else if (first?.field) {
      setAsking(false);
      offer.setErrors(errors);
      jump(first.field);
    } else if (first) setRefusal(refusals.ofDomain(first));
    else {
      await navigate(`/technologies/${offer.id}`, { state: { done: t("technology:done.submit") } });
    }
  }

  const { theirs } = offer;
  return (
    <div className={styles.page}>
      <PageHead
        title={t(`title.${title}`)}
        lead={t(revised ? "lead.revise" : "lead.technology")}
        above={
          offer.id && draft
            ? { name: t("back.technology"), to: `/technologies/${offer.id}` }
            : { name: t("technology:mine.title"), to: "/technologies" }
        }
      />
      {draft ? <Returned id={draft.technologyId} /> : null}
      {offer.id ? (
        <EditorSealing id={offer.id} flush={offer.flush} revision={offer.revision} />
      ) : null}
      {theirs ? (
        <Conflict
          found={differences(
            flatten(offer.base()),
            flatten(offer.content),
            flatten(theirs.content),
          )}
          nameOf={nameOf}
          onChoose={(fields) =>
            offer.settle(combine(offer.content, theirs.content, fields), theirs)
          }
        />
      ) : null}
      <EditorFrame
        form={
          <>
            <OfferForm
              draft={offer.content}
              language={language}
              onLanguage={setLanguage}
              onChange={offer.change}
              faultOf={faultOf}
              marked={marked}
            />
            <Missing
              fields={missing}
              nameOf={nameOf}
              onJump={jump}
              complete={t(maySubmit ? "missing.maySubmit" : "missing.otherSubmits")}
            />
          </>
        }
        preview={<OfferPreview draft={offer.content} language={language} />}
        bar={
          <>
            <SaveLine
              state={offer.state}
              savedAt={offer.savedAt}
              onSignedIn={() => void offer.flush()}
            />
            <div className={drafting.barActions}>
              {missing[0] ? (
                <Button variant="default" onClick={() => jump(missing[0] ?? "")}>
                  {t("missing.next", { count: missing.length })}
                </Button>
              ) : null}
              {maySubmit ? (
                <Button onClick={() => void ask()}>{t("technology:action.submit")}</Button>
              ) : null}
            </div>
          </>
        }
      />
      {asking ? (
        <ConfirmByConsequence
          title={t("technology:confirm.submit.title")}
          consequences={[
            t("technology:confirm.submit.one"),
            t(revised ? "confirmRevision" : "technology:confirm.submit.two"),
            t("technology:confirm.submit.three"),
          ]}
          undoable={SHAPES.submit.undoable}
          action={t("technology:action.submit")}
          refusal={refusal}
          onConfirm={confirm}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </div>
  );
}
