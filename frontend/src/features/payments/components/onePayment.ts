import type { PaymentPageQuery } from "@/shared/graphql/generated/graphql";

/** A payment as its own page asks for it. */
export type OnePayment = NonNullable<PaymentPageQuery["payment"]>;
