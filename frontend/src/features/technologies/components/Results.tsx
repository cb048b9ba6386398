import { Button } from "@mantine/core";
import { memo, useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { MarketSearchDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { Empty, ErrorState } from "@/shared/ui/states";
import { EMPTY, isSearch, type MarketAddress } from "../address";
import { askedFor } from "../asking";
import { DidYouMean } from "./DidYouMean";
import { closedReason, Gone } from "./Gone";
import { ResultRows, RowsSkeleton } from "./ResultRows";
import styles from "./Results.module.css";

interface ResultsProps {
  address: MarketAddress;
  /** The words of a document that is searched by, or none. */
  document: string;
  onChange: (next: MarketAddress) => void;
}

/** The answer, page after page; each page is its own query behind its own cursor. */
export const Results = memo(function Results({ address, document, onChange }: ResultsProps) {
  const [cursors, setCursors] = useState<(string | null)[]>([null]);
  return (
    <>
      {cursors.map((after, at) => (
        <ResultPage
          key={after ?? "first"}
          address={address}
          document={document}
          after={after}
          last={at === cursors.length - 1}
          onMore={(next) => setCursors((before) => [...before, next])}
          onChange={onChange}
        />
      ))}
    </>
  );
});

/** With so few hits that hold its words a text may be misspelt. */
const FEW = 3;

/** As many rows as fill a window; the others are drawn once these are painted. */
const AT_FIRST = 8;

interface ResultPageProps extends ResultsProps {
  after: string | null;
  last: boolean;
  onMore: (cursor: string) => void;
}

function ResultPage({ address, document, after, last, onMore, onChange }: ResultPageProps) {
  const { t, i18n } = useTranslation("market");
  const language = i18n.language === "ko" ? "ko" : "en";
  const [{ data, error, fetching }, again] = useTypedQuery(
    MarketSearchDocument,
    askedFor(address, language, after, document),
  );
  const drawn = useDeferredValue(data ? data.marketSearch.nodes.length : AT_FIRST, AT_FIRST);
  if (error && !data) {
    const reason = closedReason(error);
    if (reason) return <Gone reason={reason} address={address} onChange={onChange} />;
    return <ErrorState error={error} retry={again} />;
  }
  if (!data) return fetching ? <RowsSkeleton /> : null;
  const { nodes, pageInfo } = data.marketSearch;
  const met = nodes.filter(({ byMeaning }) => !byMeaning).length;
  const spelling =
    after === null && address.text && !document && met <= FEW ? (
      <DidYouMean text={address.text} />
    ) : null;
  if (nodes.length === 0 && after === null) {
    return (
      <>
        {spelling}
        <Empty title={t("empty.title")} body={t("empty.body")}>
          <Button variant="default" onClick={() => onChange(EMPTY)}>
            {t("empty.action")}
          </Button>
        </Empty>
      </>
    );
  }
  const next = pageInfo.endCursor;
  return (
    <>
      {spelling}
      <ResultRows
        hits={nodes.slice(0, drawn)}
        searched={document !== "" || isSearch(address)}
        byExample={document !== "" || address.like !== ""}
      />
      {last && pageInfo.hasNextPage && next ? (
        <Button variant="default" size="md" onClick={() => onMore(next)}>
          {t("more", { ns: "common" })}
        </Button>
      ) : null}
      {last && !pageInfo.hasNextPage ? <p className={styles.end}>{t("results.end")}</p> : null}
    </>
  );
}
