import { useTranslation } from "react-i18next";
import { firmName } from "@/shared/deals/naming";
import { HomePaymentsDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { formatDate } from "@/shared/lib/dates";
import { formatMoney } from "@/shared/lib/money";
import { useNews } from "@/shared/live/useNews";
import { Errands } from "@/shared/ui/Errands";
import { Figures } from "@/shared/ui/Figures";
import { ErrorState } from "@/shared/ui/states";

/** What waits for the treasurer, the longest wait first, and how much of each kind there is. */
export function PaymentsToConfirm() {
  const { t, i18n } = useTranslation("home");
  const [{ data, error }, again] = useTypedQuery(HomePaymentsDocument, {}, { fresh: true });
  useNews(again, (path) => path.startsWith("/payments"));
  if (error && !data) return <ErrorState error={error} retry={again} />;
  const figures = data?.paymentDeskFigures;
  return (
    <>
      <Errands
        title={t("payments.title")}
        loading={!data}
        empty={t("payments.none")}
        more={{ to: "/payments", name: t("payments.all") }}
        errands={(data?.paymentDesk.nodes ?? []).map((each) => ({
          key: each.id,
          to: "/payments",
          title: formatMoney(each.amountMinor, each.currency, i18n.language),
          note: t("payments.between", {
            buyer: firmName(each.buyer, i18n.language),
            seller: firmName(each.seller, i18n.language),
          }),
          due: t("payments.since", { day: formatDate(each.stateSince, i18n.language) }),
        }))}
      />
      <Figures
        label={t("figures.title")}
        figures={[
          { name: t("payments.confirm"), value: figures?.confirm, tone: "amber", to: "/payments" },
          { name: t("payments.receipt"), value: figures?.receipt },
          { name: t("payments.refund"), value: figures?.refund, tone: "amber" },
          { name: t("payments.trouble"), value: figures?.trouble, tone: "red" },
        ]}
      />
    </>
  );
}
