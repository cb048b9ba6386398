import { useTranslation } from "react-i18next";
import {
  AddConceptDocument,
  ChangeConceptDocument,
  type ConceptPartsFragment,
  type GlossaryWordsInput,
  ProposeWordsDocument,
  RestoreConceptDocument,
  RetireConceptDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { type Outcome, useOutcomes } from "@/shared/session/outcomes";
import type { Saying } from "./components/Said";
import { nameOf } from "./naming";

interface Written {
  outcome: Outcome<unknown>;
  said: Saying;
}

/** Write a concept or propose it, and say what was done with the way back. */
export function useConceptActs(keeps: boolean, after: (said: Saying) => void) {
  const { t, i18n } = useTranslation("words");
  const outcomes = useOutcomes();
  const [, add] = useTypedMutation(AddConceptDocument);
  const [, change] = useTypedMutation(ChangeConceptDocument);
  const [, propose] = useTypedMutation(ProposeWordsDocument);
  const [, retire] = useTypedMutation(RetireConceptDocument);
  const [, restore] = useTypedMutation(RestoreConceptDocument);
  const undone = () => after({ words: t("done.undone") });

  async function write(
    concept: ConceptPartsFragment | null,
    words: GlossaryWordsInput,
    reason: string,
  ): Promise<Written> {
    const name = nameOf({ ...words, note: "" }, i18n.language);
    if (!keeps) {
      const outcome = outcomes.ofMutation(
        await propose({ words, id: concept?.id ?? null, reason }),
      );
      return { outcome, said: { words: t("done.proposed") } };
    }
    if (!concept) {
      const outcome = outcomes.ofMutation(await add({ words }));
      const id = outcome.value?.concept?.id;
      const undo = async () => {
        if (id && outcomes.ofMutation(await retire({ id })).value) undone();
      };
      return { outcome, said: saying(t("done.added", { name }), outcome.value?.common, undo) };
    }
    const { id, revision, words: old } = concept;
    const outcome = outcomes.ofMutation(await change({ id, revision, words }));
    const now = outcome.value?.concept?.revision;
    const before = { korean: [...old.korean], english: [...old.english], note: old.note };
    const undo = async () => {
      if (now === undefined) return;
      if (outcomes.ofMutation(await change({ id, revision: now, words: before })).value) undone();
    };
    return { outcome, said: saying(t("done.saved", { name }), outcome.value?.common, undo) };
  }

  /** What is said of a concept taken out of use, which comes back by one click. */
  function retired(concept: ConceptPartsFragment): Saying {
    const name = nameOf(concept.words, i18n.language);
    return saying(t("done.retired", { name }), null, async () => {
      if (outcomes.ofMutation(await restore({ id: concept.id })).value) undone();
    });
  }

  return { write, retired };
}

function saying(
  words: string,
  common: readonly string[] | null | undefined,
  undo: () => Promise<void>,
): Saying {
  const said: Saying = { words, undo: () => void undo() };
  return common && common.length > 0 ? { ...said, common: common.join(", ") } : said;
}
