import { ActionIcon, NumberInput } from "@mantine/core";
import {
  IconArrowAutofitWidth,
  IconChevronLeft,
  IconChevronRight,
  IconEyeOff,
  IconMessageQuestion,
  IconRotateClockwise,
  IconZoomIn,
  IconZoomOut,
} from "@tabler/icons-react";
import { type ComponentType, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { FIT, LARGEST_ZOOM, stepZoom, turned, ZOOMS } from "../geometry";
import type { Place } from "../place";
import { PageList } from "./PageList";
import styles from "./Toolbar.module.css";

interface ToolbarProps {
  place: Place;
  first: number;
  last: number;
  seen: ReadonlySet<number>;
  onPlace: (part: Partial<Place>) => void;
  asking: boolean;
  onAsk: () => void;
  covering: boolean;
  onCover: () => void;
}

/** Pages, size and turn of what is read, and the way to ask about it. */
export function Toolbar(props: ToolbarProps) {
  const { place, first, last, onPlace } = props;
  const { t } = useTranslation("viewer");
  const go = (page: number) => onPlace({ page, spot: null });
  return (
    <div className={styles.bar} role="toolbar" aria-label={t("tools")}>
      {last > first ? (
        <div className={styles.group}>
          <Tool
            icon={IconChevronLeft}
            label={t("previous")}
            disabled={place.page <= first}
            onClick={() => go(place.page - 1)}
          />
          <PageField page={place.page} first={first} last={last} seen={props.seen} onPage={go} />
          <Tool
            icon={IconChevronRight}
            label={t("next")}
            disabled={place.page >= last}
            onClick={() => go(place.page + 1)}
          />
        </div>
      ) : null}
      <div className={styles.group}>
        <Tool
          icon={IconZoomOut}
          label={t("smaller")}
          disabled={place.zoom <= ZOOMS[0]}
          onClick={() => onPlace({ zoom: stepZoom(place.zoom, -1) })}
        />
        <output className={styles.zoom} aria-label={t("zoom")}>
          {place.zoom}%
        </output>
        <Tool
          icon={IconZoomIn}
          label={t("larger")}
          disabled={place.zoom >= LARGEST_ZOOM}
          onClick={() => onPlace({ zoom: stepZoom(place.zoom, 1) })}
        />
        <Tool
          icon={IconArrowAutofitWidth}
          label={t("fit")}
          wide
          onClick={() => onPlace({ zoom: FIT, spot: null })}
        />
      </div>
      <div className={styles.group}>
        <Tool
          icon={IconRotateClockwise}
          label={t("turn")}
          onClick={() => onPlace({ turn: turned(place.turn), spot: null })}
        />
        <Tool
          icon={IconEyeOff}
          label={t("cover")}
          wide
          pressed={props.covering}
          onClick={props.onCover}
        />
        <Tool
          icon={IconMessageQuestion}
          label={t("ask.open")}
          pressed={props.asking}
          onClick={props.onAsk}
        />
      </div>
    </div>
  );
}

interface ToolProps {
  icon: ComponentType<{ size: number; "aria-hidden": "true" }>;
  label: string;
  disabled?: boolean;
  pressed?: boolean;
  /** Left out where the window is as narrow as a phone. */
  wide?: boolean;
  onClick: () => void;
}

function Tool({ icon: Icon, label, disabled = false, pressed, wide = false, onClick }: ToolProps) {
  return (
    <ActionIcon
      variant={pressed ? "light" : "subtle"}
      color={pressed ? "seal" : "gray"}
      size={40}
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
      className={styles.tool ?? ""}
      data-wide={wide}
      {...(pressed === undefined ? {} : { "aria-pressed": pressed })}
    >
      <Icon size={20} aria-hidden="true" />
    </ActionIcon>
  );
}

interface PageFieldProps {
  page: number;
  first: number;
  last: number;
  seen: ReadonlySet<number>;
  onPage: (page: number) => void;
}

function PageField({ page, first, last, seen, onPage }: PageFieldProps) {
  const { t } = useTranslation("viewer");
  const [typed, setTyped] = useState<number | string>(page);
  useEffect(() => setTyped(page), [page]);
  function leave() {
    const wanted = Math.round(Number(typed));
    if (typed === "" || !(wanted >= first && wanted <= last)) setTyped(page);
    else if (wanted !== page) onPage(wanted);
  }
  return (
    <span className={styles.pages}>
      <NumberInput
        aria-label={t("page")}
        value={typed}
        onChange={setTyped}
        onBlur={leave}
        onKeyDown={(event) => event.key === "Enter" && leave()}
        allowDecimal={false}
        allowNegative={false}
        hideControls
        inputMode="numeric"
        size="sm"
        className={styles.field ?? ""}
      />
      <PageList {...{ page, first, last, seen, onPage }} />
    </span>
  );
}
