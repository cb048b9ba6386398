import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { type ConceptPartsFragment, WordsRightsDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { Paged } from "@/shared/ui/Paged";
import { PageHead } from "@/shared/ui/PageHead";
import { ConceptPart } from "../components/ConceptPart";
import { Said, type Saying } from "../components/Said";
import styles from "../components/Words.module.css";
import { WordsBar } from "../components/WordsBar";
import { WordsForm } from "../components/WordsForm";
import { WordsPlaces } from "../components/WordsPlaces";
import { useConceptActs } from "../useConceptActs";

/** What is written, if anything: a new concept, or one that changes. */
type Writing = { concept: ConceptPartsFragment | null } | null;

/** The words that searches know, for everybody; those who keep them change them here. */
export function Words() {
  const { t, i18n } = useTranslation("words");
  const [{ data }] = useTypedQuery(WordsRightsDocument, {}, { fresh: true });
  const [search] = useSearchParams();
  const keeps = data?.glossaryRights.keeps ?? false;
  const mayPropose = data?.glossaryRights.mayPropose ?? false;
  const [writing, setWriting] = useState<Writing>(null);
  const [said, setSaid] = useState<Saying | null>(null);
  const [turn, setTurn] = useState(0);
  const acts = useConceptActs(keeps, settle);
  const asked = {
    text: search.get("text") ?? "",
    language: search.get("by") ?? i18n.language,
    retired: search.get("show") === "retired" && keeps,
  };

  function settle(words: Saying) {
    setWriting(null);
    setSaid(words);
    setTurn((now) => now + 1);
  }

  function close() {
    setWriting(null);
    setTimeout(() => opener.current?.isConnected && opener.current.focus());
  }

  function begin(concept: ConceptPartsFragment | null) {
    opener.current = document.activeElement as HTMLElement | null;
    setSaid(null);
    setWriting({ concept });
  }

  const kind = keeps ? (writing?.concept ? "edit" : "add") : "propose";
  const title = kind === "propose" && writing?.concept ? "proposeChange" : kind;
  const opener = useRef<HTMLElement>(null);
  const last = useRef<Saying | null>(null);
  return (
    <div className={styles.page}>
      <PageHead title={t("title")} lead={t("lead")} />
      <WordsPlaces keeps={keeps} />
      <Said said={said} />
      {writing ? (
        <WordsForm
          key={writing.concept?.id ?? "new"}
          title={t(`form.${title}Title`)}
          concept={writing.concept}
          proposes={!keeps}
          send={async (words, reason) => {
            const written = await acts.write(writing.concept, words, reason);
            last.current = written.said;
            return written.outcome;
          }}
          onDone={() => last.current && settle(last.current)}
          onClose={close}
        />
      ) : null}
      <WordsBar
        keeps={keeps}
        mayPropose={mayPropose}
        asked={asked}
        onBegin={writing ? null : () => begin(null)}
      />
      <Paged key={`${asked.text} ${asked.language} ${asked.retired} ${turn}`}>
        {(page) => (
          <ConceptPart
            asked={asked}
            turn={page}
            keeps={keeps}
            mayPropose={mayPropose}
            onEdit={begin}
            onRetired={(concept) => settle(acts.retired(concept))}
            onRestored={(name) => settle({ words: t("done.restored", { name }) })}
          />
        )}
      </Paged>
    </div>
  );
}
