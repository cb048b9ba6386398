import { useTranslation } from "react-i18next";
import {
  CounterTermsDocument,
  OfferTermsDocument,
  type SheetPartsFragment,
  type TermsInput,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { type Outcome, type Problem, useOutcomes } from "@/shared/session/outcomes";
import type { Act } from "@/shared/session/useAct";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { useSides } from "../components/useSides";

interface OfferWindowProps {
  match: string;
  /** The terms on the table that this offer answers. */
  sheet: SheetPartsFragment | null;
  terms: TermsInput;
  /** Of the form, so that what is refused at a field stands there. */
  act: Act;
  onSent: () => void;
  onRefusedAt: (field: string) => void;
  onStale: () => void;
  onClose: () => void;
}

/** Ask by consequence before terms go to the other firm. */
export function OfferWindow(props: OfferWindowProps) {
  const { match, sheet, terms, act } = props;
  const { t } = useTranslation("sheet");
  const { other: firm } = useSides();
  const [, offer] = useTypedMutation(OfferTermsDocument);
  const [, counter] = useTypedMutation(CounterTermsDocument);
  const outcomes = useOutcomes();
  const countered = sheet?.canCounter ? sheet : null;

  /** Say at the field what the form calls by other words than the server. */
  function inOwnWords(problem: Problem): Problem {
    if (problem.code === "repeated") return { ...problem, words: t("fault.repeated") };
    if (problem.code === "undeclared_data") return { ...problem, words: t("fault.undeclared") };
    return problem;
  }

  async function send(): Promise<Outcome<unknown>> {
    const outcome = countered
      ? outcomes.ofMutation(
          await counter({ id: countered.id, revision: countered.revision, terms }),
        )
      : outcomes.ofMutation(await offer({ match, terms }));
    return { ...outcome, problems: outcome.problems.map(inOwnWords) };
  }

  async function confirm() {
    let problems: readonly Problem[] = [];
    const done = await act.run<unknown>(async () => {
      const outcome = await send();
      problems = outcome.problems;
      return outcome;
    });
    if (done) return props.onSent();
    const field = problems.find((each) => each.field)?.field;
    if (problems.some(({ code }) => code === "stale_state")) props.onStale();
    else if (field) props.onRefusedAt(field);
  }

  const kind = countered ? "counter" : "offer";
  return (
    <>
      <ConfirmByConsequence
        title={t(`confirm.${kind}.title`)}
        consequences={
          countered
            ? [
                t("confirm.counter.one", { number: countered.versions.length }),
                t("confirm.counter.two", { firm }),
                t("confirm.counter.three"),
              ]
            : [
                t("confirm.offer.one", { firm }),
                t("confirm.offer.two", { firm }),
                t("confirm.offer.three"),
              ]
        }
        undoable={false}
        action={t("write.submit")}
        refusal={act.words ? { words: act.words, signedOut: false } : null}
        onConfirm={confirm}
        onClose={props.onClose}
      />
      {act.window}
    </>
  );
}
