import { Button } from "@mantine/core";
import { memo, useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { MarketSearchDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { useSession } from "@/shared/session/session";
import { Bar, Empty, ErrorState, Loading } from "@/shared/ui/states";
import { EMPTY, type MarketAddress } from "../address";
import { askedFor } from "../asking";
import { ResultRow } from "./ResultRow";
import styles from "./Results.module.css";

interface ResultsProps {
  address: MarketAddress;
  onChange: (next: MarketAddress) => void;
}

/** The answer, page after page; each page is its own query behind its own cursor. */
export const Results = memo(function Results({ address, onChange }: ResultsProps) {
  const { t } = useTranslation("market");
  const { viewer } = useSession();
  const [cursors, setCursors] = useState<(string | null)[]>([null]);
  return (
    <>
      <p className={styles.order}>
        {address.text ? t("results.byText", { text: address.text }) : t("results.newest")}
        {viewer ? null : <span className={styles.note}>{t("anonymous")}</span>}
      </p>
      {cursors.map((after, at) => (
        <ResultPage
          key={after ?? "first"}
          address={address}
          after={after}
          last={at === cursors.length - 1}
          onMore={(next) => setCursors((before) => [...before, next])}
          onChange={onChange}
        />
      ))}
    </>
  );
});

/** As many rows as fill a window; the others are drawn once these are painted. */
const AT_FIRST = 8;

interface ResultPageProps extends ResultsProps {
  after: string | null;
  last: boolean;
  onMore: (cursor: string) => void;
}

function ResultPage({ address, after, last, onMore, onChange }: ResultPageProps) {
  const { t, i18n } = useTranslation("market");
  const language = i18n.language === "ko" ? "ko" : "en";
  const [{ data, error, fetching }, again] = useTypedQuery(
    MarketSearchDocument,
    askedFor(address, language, after),
  );
  const drawn = useDeferredValue(data ? data.marketSearch.nodes.length : AT_FIRST, AT_FIRST);
  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) return fetching ? <RowsSkeleton /> : null;
  const { nodes, pageInfo } = data.marketSearch;
  if (nodes.length === 0 && after === null) {
    return (
      <Empty title={t("empty.title")} body={t("empty.body")}>
        <Button variant="default" onClick={() => onChange(EMPTY)}>
          {t("empty.action")}
        </Button>
      </Empty>
    );
  }
  const next = pageInfo.endCursor;
  return (
    <>
      <ul className={styles.rows}>
        {nodes.slice(0, drawn).map((hit) => (
          <li key={hit.technology.id}>
            <ResultRow hit={hit} searched={address.text !== ""} />
          </li>
        ))}
      </ul>
      {last && pageInfo.hasNextPage && next ? (
        <Button variant="default" size="md" onClick={() => onMore(next)}>
          {t("more", { ns: "common" })}
        </Button>
      ) : null}
      {last && !pageInfo.hasNextPage ? <p className={styles.end}>{t("results.end")}</p> : null}
    </>
  );
}

const OUTLINE = ["64%", "48%", "72%", "56%", "60%"] as const;

function RowsSkeleton() {
  return (
    <Loading>
      <ul className={styles.rows}>
        {OUTLINE.map((width) => (
          <li key={width} className={styles.outline}>
            <Bar width="24%" height={14} />
            <Bar width={width} height={20} />
            <Bar width="96%" />
            <Bar width="82%" />
          </li>
        ))}
      </ul>
    </Loading>
  );
}
