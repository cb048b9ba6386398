import { useState } from "react";
import { useTranslation } from "react-i18next";
import type {
  PaymentAct,
  PaymentPartsFragment,
  PaymentProvider,
} from "@/shared/graphql/generated/graphql";
import { formatMoney } from "@/shared/lib/money";
import { useDraft } from "@/shared/session/draft";
import { Choices } from "@/shared/ui/Choices";
import { minorOf } from "../money";
import { AskWindow } from "./AskWindow";
import { Compare, type Seen } from "./Compare";
import { usePaymentActs } from "./usePaymentActs";

const UNSEEN: Seen = { reference: "", amount: "" };
const CONSEQUENCES = {
  INSTRUCT: ["act.INSTRUCT.one", "act.INSTRUCT.two", "act.INSTRUCT.three"],
  WITHDRAW: ["act.WITHDRAW.one", "act.WITHDRAW.two", "act.WITHDRAW.three"],
  REFRESH: [],
  CONFIRM_RECEIPT: [
    "act.CONFIRM_RECEIPT.one",
    "act.CONFIRM_RECEIPT.two",
    "act.CONFIRM_RECEIPT.three",
  ],
  CONFIRM_PAYMENT: [
    "act.CONFIRM_PAYMENT.one",
    "act.CONFIRM_PAYMENT.two",
    "act.CONFIRM_PAYMENT.three",
  ],
  RECORD_DELIVERY: [
    "act.RECORD_DELIVERY.one",
    "act.RECORD_DELIVERY.two",
    "act.RECORD_DELIVERY.three",
  ],
  ACCEPT_DELIVERY: [
    "act.ACCEPT_DELIVERY.one",
    "act.ACCEPT_DELIVERY.two",
    "act.ACCEPT_DELIVERY.three",
  ],
  ORDER_RELEASE: ["act.ORDER_RELEASE.one", "act.ORDER_RELEASE.two"],
  REQUEST_REFUND: ["act.REQUEST_REFUND.one", "act.REQUEST_REFUND.two", "act.REQUEST_REFUND.three"],
  WITHDRAW_REFUND: ["act.WITHDRAW_REFUND.one", "act.WITHDRAW_REFUND.two"],
  AGREE_REFUND: ["act.AGREE_REFUND.one", "act.AGREE_REFUND.two", "act.AGREE_REFUND.three"],
  REFUSE_REFUND: ["act.REFUSE_REFUND.one", "act.REFUSE_REFUND.two"],
  ORDER_REFUND: ["act.ORDER_REFUND.one", "act.ORDER_REFUND.two", "act.ORDER_REFUND.three"],
  CONFIRM_REFUND: ["act.CONFIRM_REFUND.one", "act.CONFIRM_REFUND.two"],
  RETRY_REFUND: ["act.RETRY_REFUND.one"],
} as const satisfies Record<PaymentAct, readonly string[]>;
const UNDOABLE: readonly PaymentAct[] = ["INSTRUCT", "REQUEST_REFUND", "REFUSE_REFUND"];
const GIVES_AWAY: readonly PaymentAct[] = ["AGREE_REFUND", "ORDER_REFUND", "REQUEST_REFUND"];
const WITH_WORDS = [
  "RECORD_DELIVERY",
  "ORDER_RELEASE",
  "REQUEST_REFUND",
  "REFUSE_REFUND",
  "ORDER_REFUND",
] as const satisfies readonly PaymentAct[];

interface PaymentActWindowProps {
  act: PaymentAct;
  payment: PaymentPartsFragment;
  /** The ways to pay there are here. */
  providers: readonly PaymentProvider[];
  onStale: () => void;
  onDone: () => void;
  onClose: () => void;
}

/** Ask by consequence before anything is done about a payment. */
export function PaymentActWindow(props: PaymentActWindowProps) {
  const { act, payment, providers } = props;
  const { t, i18n } = useTranslation("payment");
  const run = usePaymentActs();
  const only = providers.length === 1 ? (providers[0] ?? null) : null;
  const [provider, setProvider] = useState<PaymentProvider | null>(only);
  const [seen, keepSeen, forgetSeen] = useDraft<Seen>(`payment.seen.${payment.id}`, UNSEEN);
  const amount = formatMoney(payment.amountMinor, payment.currency, i18n.language);
  const spoken = WITH_WORDS.find((each) => each === act);
  const compares = act === "CONFIRM_PAYMENT";
  const chooses = act === "INSTRUCT";

  function check() {
    if (chooses && !provider) return [{ field: "provider", words: t("choose.needed") }];
    return compares ? wrongsOf(seen) : [];
  }

  function wrongsOf({ reference, amount: typed }: Seen) {
    const wrong: { field: string; words: string }[] = [];
    if (reference.trim() === "")
      wrong.push({ field: "reference", words: t("compare.needReference") });
    if (typed.trim() === "") wrong.push({ field: "amount", words: t("compare.needAmount") });
    else if (minorOf(typed, payment.currency) === null) {
      const words = t("compare.badAmount", { currency: payment.currency });
      wrong.push({ field: "amount", words });
    }
    return wrong;
  }

  return (
    <AskWindow
      title={t(`act.${act}.title`)}
      consequences={CONSEQUENCES[act].map((key) => t(key, { amount }))}
      undoable={UNDOABLE.includes(act)}
      danger={GIVES_AWAY.includes(act)}
      action={t(`act.${act}.name`)}
      draft={`${act}.${payment.id}`}
      fields={["provider", "reference", "amount"]}
      words={
        spoken
          ? {
              label: t(`act.${spoken}.label`),
              help: t(`act.${spoken}.help`),
              needed: t(`act.${spoken}.needed`),
              readers: t("readers.firms"),
            }
          : null
      }
      check={check}
      submit={(words) =>
        run(act, {
          id: payment.id,
          revision: payment.revision,
          words,
          provider: provider ?? "BANK",
          seen: {
            reference: seen.reference,
            amountMinor: minorOf(seen.amount, payment.currency) ?? "0",
          },
        })
      }
      onStale={props.onStale}
      onDone={() => {
        forgetSeen();
        props.onDone();
      }}
      onClose={props.onClose}
    >
      {chooses || compares
        ? (form) =>
            compares ? (
              <Compare payment={payment} seen={seen} act={form} onChange={keepSeen} />
            ) : (
              <Choices
                label={t("choose.label")}
                choices={providers.map((value) => ({
                  value,
                  name: t(`provider.${value}.name`),
                  help: t(`provider.${value}.help`),
                }))}
                value={provider}
                error={form.at("provider")}
                onChange={(value) => {
                  setProvider(value);
                  form.clear("provider");
                }}
              />
            )
        : undefined}
    </AskWindow>
  );
}
