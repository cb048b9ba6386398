import { Button } from "@mantine/core";
import { IconAdjustmentsHorizontal } from "@tabler/icons-react";
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
import { PageHead } from "@/shared/ui/PageHead";
import { countFilters, type MarketAddress, readAddress, writeAddress } from "../address";
import { ActiveFilters } from "../components/ActiveFilters";
import { Filters } from "../components/Filters";
import { useFacets } from "../components/facets";
import { ResultHead } from "../components/ResultHead";
import { Results } from "../components/Results";
import { SearchField } from "../components/SearchField";
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

/** Search, filters and results; all of them in the address. */
export function Market() {
  const { t } = useTranslation("market");
  const [params, setParams] = useSearchParams();
  const [drawer, setDrawer] = useState(false);
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
  const count = countFilters(shown);
  const counts = useFacets(address);
  const beside = useSyncExternalStore(onWidth, isWide, () => true);

  return (
    <div className={styles.page}>
      <PageHead title={t("title")} lead={t("lead")} />
      <div className={styles.search}>
        <SearchField
          key={address.text}
          text={address.text}
          onSearch={(text) => change({ ...address, text })}
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
      </div>
      <div className={styles.columns}>
        {beside ? (
          <aside className={styles.filters} aria-label={t("filters.title")}>
            <Filters address={shown} counts={counts} onChange={change} />
          </aside>
        ) : null}
        <section className={styles.results} aria-label={t("results.label")}>
          <ActiveFilters address={shown} onChange={change} />
          <ResultHead address={address} counts={counts} onChange={change} />
          <Results key={writeAddress(address).toString()} address={address} onChange={change} />
        </section>
      </div>
      <ComparedTray />
      {drawer ? (
        <Suspense fallback={null}>
          <FilterDrawer
            address={shown}
            counts={counts}
            onChange={change}
            onClose={() => setDrawer(false)}
          />
        </Suspense>
      ) : null}
    </div>
  );
}
