import { Button } from "@mantine/core";
import { IconAdjustmentsHorizontal, IconFileSearch } from "@tabler/icons-react";
import {
  lazy,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { ComparedTray } from "@/shared/comparing/ComparedTray";
import { useSession } from "@/shared/session/session";
import { PageHead } from "@/shared/ui/PageHead";
import { countFilters, type MarketAddress, readAddress, writeAddress } from "../address";
import { ActiveFilters } from "../components/ActiveFilters";
import { DocumentBy, LikedBy, type SearchedBy } from "../components/AskedBy";
import { Filters } from "../components/Filters";
import { useFacets } from "../components/facets";
import { ResultHead } from "../components/ResultHead";
import { Results } from "../components/Results";
import { SearchField } from "../components/SearchField";
import { useResultKeys } from "../components/useResultKeys";
import { DocumentSearch } from "../seeking/lazy";
import { SavedSearches } from "../seeking/SavedSearches";
import styles from "./Market.module.css";

/** As in the styles: narrower than this the filters are behind their button. */
const BESIDE = "(min-width: 1024px)";

function onWidth(listener: () => void): () => void {
  const width = window.matchMedia(BESIDE);
  width.addEventListener("change", listener);
  return () => width.removeEventListener("change", listener);
}

function isWide(): boolean {
  return window.matchMedia(BESIDE).matches;
}

const FilterDrawer = lazy(() =>
  import("../components/FilterDrawer").then((file) => ({ default: file.FilterDrawer })),
);

/** Follow the address; a change shows at once, and the address follows a moment later. */
function useMarketAddress() {
  const [params, setParams] = useSearchParams();
  const address = useMemo(() => readAddress(params), [params]);
  // The address follows a moment later; a ticked box has to be ticked at once.
  const [shown, setShown] = useState(address);
  useEffect(() => setShown(address), [address]);
  const soon = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(soon.current), []);
  const change = useCallback(
    (next: MarketAddress) => {
      setShown(next);
      // After the tick is painted: to go to an address draws half the page anew.
      clearTimeout(soon.current);
      soon.current = setTimeout(() => setParams(writeAddress(next), { preventScrollReset: true }));
    },
    [setParams],
  );
  return { address, shown, change };
}

/** Keep the document that is searched by until the address asks for something else. */
function useSearchedBy({ text, like }: MarketAddress) {
  const [by, setBy] = useState<SearchedBy | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question takes its place
  useEffect(() => setBy(null), [text, like]);
  return [by, setBy] as const;
}

/** Search, filters and results; all of them in the address, but for a document searched by. */
export function Market() {
  const { t } = useTranslation("market");
  const { viewer } = useSession();
  const [drawer, setDrawer] = useState(false);
  const [asking, setAsking] = useState(false);
  const { address, shown, change } = useMarketAddress();
  const [by, setBy] = useSearchedBy(address);
  const words = by?.text ?? "";
  const count = countFilters(shown);
  const counts = useFacets(address, words);
  const beside = useSyncExternalStore(onWidth, isWide, () => true);
  const results = useRef<HTMLElement>(null);
  useResultKeys(results);

  return (
    <div className={styles.page}>
      <PageHead title={t("title")} lead={t("lead")} />
      <div className={styles.search}>
        <SearchField
          key={by ? "" : address.text}
          text={by ? "" : address.text}
          onSearch={(text) => {
            setBy(null);
            change({ ...address, text, like: "" });
          }}
        />
        <Button
          className={styles.drawerButton ?? ""}
          variant="default"
          size="md"
          leftSection={<IconAdjustmentsHorizontal size={18} />}
          onClick={() => setDrawer(true)}
        >
          {count > 0 ? t("filters.openCount", { count }) : t("filters.open")}
        </Button>
        <Button
          variant="default"
          size="md"
          leftSection={<IconFileSearch size={18} aria-hidden="true" />}
          onClick={() => setAsking(true)}
        >
          {t("document.open")}
        </Button>
        {viewer?.organisation ? <SavedSearches address={address} canSave={by === null} /> : null}
      </div>
      <div className={styles.columns}>
        {beside ? (
          <aside className={styles.filters} aria-label={t("filters.title")}>
            <Filters address={shown} counts={counts} onChange={change} />
          </aside>
        ) : null}
        <section ref={results} className={styles.results} aria-label={t("results.label")}>
          {by ? <DocumentBy by={by} onClear={() => setBy(null)} /> : null}
          {address.like && !by ? (
            <LikedBy id={address.like} onClear={() => change({ ...address, like: "" })} />
          ) : null}
          <ActiveFilters address={shown} onChange={change} />
          <ResultHead
            address={address}
            counts={counts}
            byDocument={by !== null}
            onChange={change}
          />
          <Results
            key={`${writeAddress(address)} ${words}`}
            address={address}
            document={words}
            onChange={change}
          />
        </section>
      </div>
      <ComparedTray />
      <Suspense fallback={null}>
        {drawer ? (
          <FilterDrawer
            address={shown}
            counts={counts}
            onChange={change}
            onClose={() => setDrawer(false)}
          />
        ) : null}
        {asking ? (
          <DocumentSearch
            canSendFiles={viewer !== null}
            onRead={(read) => {
              setAsking(false);
              setBy(read);
            }}
            onClose={() => setAsking(false)}
          />
        ) : null}
      </Suspense>
    </div>
  );
}
