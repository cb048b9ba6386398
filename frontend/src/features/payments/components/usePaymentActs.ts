import {
  AcceptDeliveryDocument,
  AgreeRefundDocument,
  ConfirmPaymentDocument,
  ConfirmReceiptDocument,
  ConfirmRefundDocument,
  InstructPaymentDocument,
  OrderRefundDocument,
  OrderReleaseDocument,
  type PaymentAct,
  type PaymentProvider,
  RecordDeliveryDocument,
  RefreshPaymentDocument,
  RefuseRefundDocument,
  RequestRefundDocument,
  RetryRefundDocument,
  WithdrawInstructionDocument,
  WithdrawRefundDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { type Outcome, useOutcomes } from "@/shared/session/outcomes";

export interface Wish {
  id: string;
  revision: number;
  words: string;
  provider: PaymentProvider;
  /** What the bank's statement shows, for the server to compare. */
  seen: { reference: string; amountMinor: string };
}

/** Give one function that does any act on a payment. */
export function usePaymentActs(): (act: PaymentAct, wish: Wish) => Promise<Outcome<object>> {
  const { ofMutation } = useOutcomes();
  const [, instruct] = useTypedMutation(InstructPaymentDocument);
  const [, withdraw] = useTypedMutation(WithdrawInstructionDocument);
  const [, refresh] = useTypedMutation(RefreshPaymentDocument);
  const [, confirmReceipt] = useTypedMutation(ConfirmReceiptDocument);
  const [, confirmPayment] = useTypedMutation(ConfirmPaymentDocument);
  const [, recordDelivery] = useTypedMutation(RecordDeliveryDocument);
  const [, acceptDelivery] = useTypedMutation(AcceptDeliveryDocument);
  const [, orderRelease] = useTypedMutation(OrderReleaseDocument);
  const [, requestRefund] = useTypedMutation(RequestRefundDocument);
  const [, withdrawRefund] = useTypedMutation(WithdrawRefundDocument);
  const [, agreeRefund] = useTypedMutation(AgreeRefundDocument);
  const [, refuseRefund] = useTypedMutation(RefuseRefundDocument);
  const [, orderRefund] = useTypedMutation(OrderRefundDocument);
  const [, confirmRefund] = useTypedMutation(ConfirmRefundDocument);
  const [, retryRefund] = useTypedMutation(RetryRefundDocument);
  return async (act, { id, revision, words, provider, seen }) => {
    const seenAs = { id, revision };
    switch (act) {
      case "INSTRUCT":
        return ofMutation(await instruct({ ...seenAs, provider }));
      case "WITHDRAW":
        return ofMutation(await withdraw(seenAs));
      case "REFRESH":
        return ofMutation(await refresh(seenAs));
      case "CONFIRM_RECEIPT":
        return ofMutation(await confirmReceipt(seenAs));
      case "CONFIRM_PAYMENT":
        return ofMutation(await confirmPayment({ ...seenAs, ...seen }));
      case "RECORD_DELIVERY":
        return ofMutation(await recordDelivery({ ...seenAs, words }));
      case "ACCEPT_DELIVERY":
        return ofMutation(await acceptDelivery(seenAs));
      case "ORDER_RELEASE":
        return ofMutation(await orderRelease({ ...seenAs, words }));
      case "REQUEST_REFUND":
        return ofMutation(await requestRefund({ ...seenAs, words }));
      case "WITHDRAW_REFUND":
        return ofMutation(await withdrawRefund(seenAs));
      case "AGREE_REFUND":
        return ofMutation(await agreeRefund(seenAs));
      case "REFUSE_REFUND":
        return ofMutation(await refuseRefund({ ...seenAs, words }));
      case "ORDER_REFUND":
        return ofMutation(await orderRefund({ ...seenAs, words }));
      case "CONFIRM_REFUND":
        return ofMutation(await confirmRefund(seenAs));
      case "RETRY_REFUND":
        return ofMutation(await retryRefund(seenAs));
    }
  };
}
