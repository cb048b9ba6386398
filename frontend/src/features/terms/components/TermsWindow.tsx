import { useTranslation } from "react-i18next";
import {
  AcceptTermsDocument,
  type SheetPartsFragment,
  WithdrawTermsDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { formatMoney } from "@/shared/lib/money";
import { useOutcomes } from "@/shared/session/outcomes";
import { useAct } from "@/shared/session/useAct";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { useSides } from "./useSides";
import { totalOf } from "./versions";

export type TermsAct = "accept" | "withdraw";

interface TermsWindowProps {
  act: TermsAct;
  sheet: SheetPartsFragment;
  onDone: (act: TermsAct) => void;
  /** Called when the terms turned out to be others by now. */
  onStale: () => void;
  onClose: () => void;
}

/** Ask by consequence before terms are accepted or taken back. */
export function TermsWindow({ act, sheet, onDone, onStale, onClose }: TermsWindowProps) {
  const { t, i18n } = useTranslation("sheet");
  const { other: firm, side } = useSides();
  const [, accept] = useTypedMutation(AcceptTermsDocument);
  const [, withdraw] = useTypedMutation(WithdrawTermsDocument);
  const outcomes = useOutcomes();
  const doing = useAct();
  const { id, revision } = sheet;
  const last = sheet.versions.at(-1);
  const total = last ? formatMoney(String(totalOf(last)), last.currency, i18n.language) : "";

  // What the other firm offered is declined; one's own offer, or what both agreed on, is taken back.
  const words =
    act === "withdraw" && sheet.state === "OPEN" && last?.side !== side ? "decline" : act;

  async function confirm() {
    let stale = false;
    const done = await doing.run<unknown>(async () => {
      const outcome =
        act === "accept"
          ? outcomes.ofMutation(await accept({ id, revision }))
          : outcomes.ofMutation(await withdraw({ id, revision }));
      stale = outcome.problems.some(({ code }) => code === "stale_state");
      return outcome;
    });
    if (done) onDone(act);
    else if (stale) onStale();
  }

  const consequences =
    act === "accept"
      ? [
          t("confirm.accept.one", { number: last?.number ?? 0, total }),
          t("confirm.accept.two", { firm }),
          t("confirm.accept.three"),
        ]
      : [
          t(`confirm.${words === "decline" ? "decline" : "withdraw"}.one`, { firm }),
          t("confirm.withdraw.two"),
          t("confirm.withdraw.three"),
        ];
  return (
    <>
      <ConfirmByConsequence
        title={t(`confirm.${words}.title`)}
        consequences={consequences}
        undoable={act === "accept"}
        danger={act === "withdraw"}
        action={t(`act.${words}`)}
        refusal={doing.words ? { words: doing.words, signedOut: false } : null}
        onConfirm={confirm}
        onClose={onClose}
      />
      {doing.window}
    </>
  );
}
