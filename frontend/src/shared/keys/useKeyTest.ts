import { useTranslation } from "react-i18next";
import {
  AddAgeKeyDocument,
  ConfirmAgeKeyDocument,
  RetireAgeKeyDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useDraft } from "@/shared/session/draft";
import { useOutcomes } from "@/shared/session/outcomes";
import { type Act, useAct } from "@/shared/session/useAct";
import { OpeningError, openText, recipientsOf } from "./age";

/** A key whose owner has yet to show that its secret half is at hand; holds nothing secret. */
interface Begun {
  id: string;
  recipient: string;
  challenge: string;
}

const FIELDS = ["label", "recipient", "answer"];

export interface KeyTest {
  act: Act;
  begun: Begun | null;
  begin: (label: string, recipient: string) => Promise<boolean>;
  /** Open the test with the keys of a chosen file, and tell the server what was in it. */
  openWith: (secrets: readonly string[]) => Promise<boolean>;
  answer: (words: string) => Promise<boolean>;
  giveUp: () => Promise<boolean>;
}

/** Add a key and use it once, before anything is encrypted to it; kept through a reload. */
export function useKeyTest(name: string): KeyTest {
  const { t } = useTranslation("keys");
  const [kept, keep, forget] = useDraft<{ begun: Begun | null }>(`key.${name}`, { begun: null });
  const [, add] = useTypedMutation(AddAgeKeyDocument);
  const [, confirm] = useTypedMutation(ConfirmAgeKeyDocument);
  const [, retire] = useTypedMutation(RetireAgeKeyDocument);
  const act = useAct(FIELDS);
  const outcomes = useOutcomes();
  const { begun } = kept;

  async function begin(label: string, recipient: string) {
    const done = await act.run(async () => outcomes.ofMutation(await add({ label, recipient })));
    if (!done?.ageRecipient || !done.challenge) return false;
    const { id, recipient: known } = done.ageRecipient;
    keep({ begun: { id, recipient: known, challenge: done.challenge } });
    return true;
  }

  async function answer(words: string) {
    if (!begun) return false;
    const { id } = begun;
    const done = await act.run(async () =>
      outcomes.ofMutation(await confirm({ id, answer: words.trim() })),
    );
    if (done) forget();
    return done !== null;
  }

  async function openWith(secrets: readonly string[]) {
    if (!begun) return false;
    const known = await recipientsOf(secrets);
    const fitting = secrets.filter((_, at) => known[at] === begun.recipient);
    if (fitting.length === 0) {
      act.refuse([{ field: "answer", words: t("file.other") }]);
      return false;
    }
    try {
      return await answer(await openText(begun.challenge, fitting));
    } catch (error) {
      if (!(error instanceof OpeningError)) throw error;
      act.refuse([{ field: "answer", words: t("file.damaged") }]);
      return false;
    }
  }

  async function giveUp() {
    if (!begun) return false;
    const { id } = begun;
    const done = await act.run<unknown>(async () => {
      const outcome = outcomes.ofMutation(await retire({ id }));
      // A key that a colleague retired meanwhile is given up as well.
      const gone = outcome.problems.some(({ code }) => code === "stale_state");
      return gone ? { value: true, problems: [], barrier: null } : outcome;
    });
    if (done) forget();
    return done !== null;
  }

  return { act, begun, begin, openWith, answer, giveUp };
}
