import { Button } from "@mantine/core";
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DocumentTermsFragment } from "@/shared/graphql/generated/graphql";
import { useRefusals } from "@/shared/ui/refusals";
import { Bar, Loading } from "@/shared/ui/states";
import { boundZoom, layOut, needsDetail } from "../geometry";
import { placeAfterKey } from "../keys";
import type { Opened } from "../opening";
import { useCover } from "../useCover";
import { useDetail } from "../useDetail";
import { usePicture } from "../usePicture";
import { usePlace } from "../usePlace";
import styles from "./Pages.module.css";
import { Sheet } from "./Sheet";
import { SheetWindow } from "./SheetWindow";
import { Toolbar } from "./Toolbar";

interface PagesProps {
  document: DocumentTermsFragment;
  opened: Opened;
  asking: boolean;
  onAsk: () => void;
  onPage: (page: number) => void;
  /** The server refused a page; whoever asked may have lost the right. */
  onRefused: () => void;
}

/** The page in sight with its tools; where one reads stands in the address. */
export function Pages({ document, opened, asking, onAsk, onPage, onRefused }: PagesProps) {
  const { t } = useTranslation("viewer");
  const first = opened.firstPage;
  const last = first + opened.parts - 1;
  const [place, setPlace] = usePlace(first, last);
  const [attempt, setAttempt] = useState(0);
  const { picture, trouble } = usePicture(opened.url, place.page - first, attempt);
  const area = useRef<HTMLDivElement>(null);
  const room = useWidth(area);
  const cover = useCover();

  const layout = picture && room > 0 ? layOut(picture, place.turn, room, place.zoom) : null;
  const close =
    picture !== null &&
    layout !== null &&
    needsDetail(picture, layout.page, place.zoom, window.devicePixelRatio);
  const detail = useDetail(document.id, place.page, close);

  const [seen, setSeen] = useState<ReadonlySet<number>>(new Set());
  useEffect(() => {
    if (picture) setSeen((before) => new Set([...before, place.page]));
  }, [picture, place.page]);

  const told = useRef({ onPage, onRefused });
  told.current = { onPage, onRefused };
  useEffect(() => told.current.onPage(place.page), [place.page]);
  useEffect(() => {
    if (trouble) told.current.onRefused();
  }, [trouble]);

  return (
    <>
      <div className={styles.tools}>
        <Toolbar
          place={place}
          first={first}
          last={last}
          seen={seen}
          onPlace={setPlace}
          asking={asking}
          onAsk={onAsk}
          covering={cover.on}
          onCover={cover.toggle}
        />
      </div>
      <div ref={area} className={styles.area}>
        <SheetWindow
          layout={layout}
          spot={place.spot}
          page={place.page}
          onZoom={(factor) => setPlace({ zoom: boundZoom(place.zoom * factor) })}
          onSpot={(spot) => setPlace({ spot })}
          onKey={(key) => {
            const change = placeAfterKey(key, place, first, last);
            if (change) setPlace(change);
            return change !== null;
          }}
        >
          {picture && layout && !cover.covered ? (
            <Sheet
              picture={picture}
              layout={layout}
              turn={place.turn}
              detail={detail}
              label={t("picture", { page: place.page, last, name: document.name })}
            />
          ) : null}
          {trouble ? <PageTrouble code={trouble} onRetry={() => setAttempt((n) => n + 1)} /> : null}
          {!picture && !trouble ? <PageComing /> : null}
        </SheetWindow>
        {cover.covered ? <p className={styles.cover}>{t("covered")}</p> : null}
      </div>
    </>
  );
}

function useWidth(area: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const frame = area.current?.querySelector<HTMLElement>("[data-sheet-window]");
    if (!frame) return;
    const measure = () => {
      const style = getComputedStyle(frame);
      // With its scroll bars or without, a page is as wide: nothing jumps when it grows.
      setWidth(frame.offsetWidth - Number.parseFloat(style.paddingLeft) * 2 - SCROLL_BAR);
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(frame);
    return () => watch.disconnect();
  }, [area]);
  return Math.max(0, width);
}

const SCROLL_BAR = 16;

function PageComing() {
  return (
    <div className={styles.coming}>
      <Loading>
        <Bar width="min(720px, 80vw)" height={480} />
      </Loading>
    </div>
  );
}

function PageTrouble({ code, onRetry }: { code: string; onRetry: () => void }) {
  const { t } = useTranslation("viewer");
  const { ofDomain } = useRefusals();
  const ended = code === "transfer_expired" || code === "transfer_ended" || code === "not_found";
  const words = ended
    ? t("ended")
    : ofDomain({ code, message: t("noPage"), field: null, params: [] }).words;
  return (
    <div className={styles.trouble} role="alert">
      <p>{words}</p>
      {ended ? null : (
        <Button variant="default" onClick={onRetry}>
          {t("again")}
        </Button>
      )}
    </div>
  );
}
