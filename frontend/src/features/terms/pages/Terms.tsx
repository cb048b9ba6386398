import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useSearchParams } from "react-router";
import { useDeal } from "@/shared/deals/DealContext";
import {
  DealTermsDocument,
  type DealTermsQuery,
  type SheetPartsFragment,
} from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { useNews } from "@/shared/live/useNews";
import { Outcome } from "@/shared/ui/Outcome";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import { Term } from "@/shared/ui/Term";
import { History } from "../components/History";
import { NoTerms } from "../components/NoTerms";
import { PriceRounds } from "../components/PriceRounds";
import { Schedule } from "../components/Schedule";
import { SheetView } from "../components/SheetView";
import { TermsBar } from "../components/TermsBar";
import { type TermsAct, TermsWindow } from "../components/TermsWindow";
import { useSides } from "../components/useSides";
import { comparedWith } from "../components/versions";
import styles from "./Terms.module.css";

type Standing = NonNullable<DealTermsQuery["dealTerms"]>;

/** What the two firms offer each other, version after version, until both accept one. */
export function Terms() {
  const { t } = useTranslation("sheet");
  const { match } = useDeal();
  const [{ data, error }, again] = useTypedQuery(
    DealTermsDocument,
    { match: match.id },
    { fresh: true },
  );
  useNews(again, (path) => path.startsWith(`/deals/${match.id}`));
  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) return <PageSkeleton />;
  const terms = data.dealTerms;
  if (!terms) return <Empty title={t("gone.title")} body={t("gone.body")} />;
  const { sheet, canOffer, barrier } = terms;
  return (
    <section className={styles.page} aria-labelledby="terms-title">
      <header className={styles.head}>
        <h2 id="terms-title">
          <Term word="termSheet">{t("title")}</Term>
        </h2>
        <p>{t("lead")}</p>
      </header>
      {sheet ? (
        <OnTable terms={terms} sheet={sheet} again={again} />
      ) : (
        <NoTerms deal={match.id} canOffer={canOffer} barrier={barrier ?? null} />
      )}
    </section>
  );
}

interface OnTableProps {
  terms: Standing;
  sheet: SheetPartsFragment;
  again: () => void;
}

function OnTable({ terms, sheet, again }: OnTableProps) {
  const { t } = useTranslation("sheet");
  const deal = useDeal();
  const { side } = useSides();
  const [params] = useSearchParams();
  const sent = useLocation().state as { done?: string } | null;
  const [asking, setAsking] = useState<TermsAct | null>(null);
  const [done, setDone] = useState<string | null>(sent?.done ?? null);
  const { versions } = sheet;
  const asked = Number(params.get("version"));
  const shown = versions.find((each) => each.number === asked) ?? versions.at(-1);
  if (!shown) return null;
  const against = params.get("against");
  const before =
    against === null
      ? comparedWith(versions, shown, side)
      : (versions.find((each) => String(each.number) === against) ?? null);
  const standing = terms.contracts[0]?.state;
  const hasContract =
    sheet.state === "AGREED" &&
    (standing === "DRAFT" || standing === "OFFERED" || standing === "SIGNED");

  function renew() {
    again();
    deal.again();
  }

  return (
    <>
      <Outcome words={done} />
      <div className={styles.columns}>
        <SheetView sheet={sheet} shown={shown} before={before} files={terms.files} />
        <div className={styles.side}>
          <PriceRounds sheet={sheet} />
          <Schedule version={shown} />
          <History versions={versions} shown={shown} earlier={terms.earlier} />
        </div>
      </div>
      <TermsBar
        deal={deal.match.id}
        sheet={sheet}
        shown={shown}
        canOffer={terms.canOffer}
        hasContract={hasContract}
        onAsk={setAsking}
      />
      {asking ? (
        <TermsWindow
          act={asking}
          sheet={sheet}
          onDone={(act) => {
            setAsking(null);
            setDone(t(`done.${act}`));
            renew();
          }}
          onStale={renew}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </>
  );
}
