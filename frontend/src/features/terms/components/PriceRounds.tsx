import { useTranslation } from "react-i18next";
import { ChartFrame } from "@/shared/charts/ChartFrame";
import type { Series } from "@/shared/charts/chart";
import { ROUNDS_HEIGHT } from "@/shared/charts/heights";
import { Rounds } from "@/shared/charts/lazy";
import type { SheetPartsFragment } from "@/shared/graphql/generated/graphql";
import { formatMoney } from "@/shared/lib/money";
import { useSides } from "./useSides";
import { totalOf } from "./versions";

/** How the two sides' amounts came together; nothing before there are two to compare. */
export function PriceRounds({ sheet }: { sheet: SheetPartsFragment }) {
  const { t, i18n } = useTranslation("chart");
  const { nameOf } = useSides();
  const { versions } = sheet;
  const last = versions.at(-1);
  // Amounts of two currencies cannot be laid side by side.
  const comparable = new Set(versions.map(({ currency }) => currency)).size === 1;
  if (!last || versions.length < 2 || !comparable) return null;
  const money = (minor: bigint) => formatMoney(String(minor), last.currency, i18n.language);
  const agreed = sheet.state === "AGREED";
  const count = versions.length;
  const other = versions.findLast(({ side }) => side !== last.side);
  const amount = totalOf(last);

  function title(): string {
    if (agreed) return t("rounds.agreed", { count, amount: money(amount) });
    if (!other) return t("rounds.alone", { count, amount: money(amount) });
    const apart = amount - totalOf(other);
    if (apart === 0n) return t("rounds.equal", { count });
    return t("rounds.apart", { count, amount: money(apart < 0n ? -apart : apart) });
  }

  // A name that stands alone begins like a sentence.
  const heading = (name: string) => name.charAt(0).toLocaleUpperCase() + name.slice(1);
  const series: Series[] = [
    { key: "SELLER", name: heading(nameOf("SELLER")), fill: "seal" },
    { key: "BUYER", name: heading(nameOf("BUYER")), fill: "blue" },
  ];
  return (
    <ChartFrame
      title={title()}
      note={t("rounds.note")}
      legend={series}
      height={ROUNDS_HEIGHT}
      table={{
        head: t("rounds.version"),
        columns: [t("rounds.side"), t("rounds.total")],
        rows: versions.map((each) => ({
          key: each.id,
          name: String(each.number),
          cells: [heading(nameOf(each.side)), money(totalOf(each))],
        })),
      }}
    >
      <Rounds
        series={series}
        rounds={versions.map((each) => ({
          key: each.id,
          name: t("rounds.short", { number: each.number }),
          by: each.side,
          value: Number(totalOf(each)),
          end: money(totalOf(each)),
          agreed: agreed && each === last,
        }))}
      />
    </ChartFrame>
  );
}
