import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { SearchOrder } from "@/shared/graphql/generated/graphql";
import { useSession } from "@/shared/session/session";
import { isSearch, type MarketAddress, ORDERS } from "../address";
import { type FacetCounts, useCountWords } from "./facets";
import styles from "./ResultHead.module.css";

interface ResultHeadProps {
  address: MarketAddress;
  counts: FacetCounts | null;
  /** Whether a document is searched by, whose answer is not sorted otherwise. */
  byDocument: boolean;
  onChange: (next: MarketAddress) => void;
}

/** What the answer is, how many it holds, and in which order. */
export function ResultHead({ address, counts, byDocument, onChange }: ResultHeadProps) {
  const { t } = useTranslation("market");
  const { viewer } = useSession();
  const { text, order } = address;
  const total = useCountWords(counts).total();
  let words = t("results.newest");
  if (byDocument || address.like) words = t("results.byExample");
  else if (text) words = t(order === "RELEVANCE" ? "results.byText" : "results.forText", { text });
  const isFair = isSearch(address) && order === "RELEVANCE";
  return (
    <div className={styles.head}>
      <p className={styles.order}>
        <span>{words}</span>
        {total ? <span className={styles.note}>{total}</span> : null}
        {isFair ? (
          <Link to="/promises#order" className={styles.note}>
            {t("results.why")}
          </Link>
        ) : null}
        {viewer ? null : <span className={styles.note}>{t("anonymous")}</span>}
      </p>
      {isSearch(address) && !byDocument ? (
        <NativeSelect
          aria-label={t("sort.label")}
          size="sm"
          value={order}
          onChange={(event) =>
            onChange({ ...address, order: event.currentTarget.value as SearchOrder })
          }
          data={ORDERS.map((each) => ({ value: each, label: t(`sort.${each}`) }))}
        />
      ) : null}
    </div>
  );
}
