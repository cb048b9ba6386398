import { IconDots } from "@tabler/icons-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { useSession } from "@/shared/session/session";
import { useHanging } from "@/shared/ui/hanging";
import { onPhone, type Place, placeOf, placesFor } from "./navigation";
import styles from "./Rail.module.css";

// The sheet brings a window with it, which nobody needs before opening it.
const RailSheet = lazy(() => import("./RailSheet").then((file) => ({ default: file.RailSheet })));

/** The places of a person's work: a rail, or on a phone a bar with the rest behind "more". */
export function Rail() {
  const { t } = useTranslation();
  const { viewer, loading } = useSession();
  const { pathname } = useLocation();
  const above = useHanging();
  const [open, setOpen] = useState(false);
  const places = placesFor(viewer);
  const here = placeOf(places, pathname, above);
  const shown = onPhone(places.length);
  const rest = places.slice(shown);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the sheet
  useEffect(() => setOpen(false), [pathname]);

  return (
    <nav className={styles.rail} aria-label={t("nav.label")}>
      {/* Whose places they are is known with the person; until then nothing moves. */}
      <ul style={{ visibility: loading && !viewer ? "hidden" : "visible" }}>
        {places.map((place, at) => (
          <li key={place.to} data-beyond={at >= shown}>
            <PlaceLink place={place} here={place === here} />
          </li>
        ))}
        {rest.length > 0 ? (
          <li data-more="true">
            <button
              type="button"
              className={styles.place}
              data-here={here !== null && rest.includes(here)}
              aria-haspopup="dialog"
              onClick={() => setOpen(true)}
            >
              <IconDots size={20} stroke={1.75} aria-hidden="true" />
              <span>{t("nav.more")}</span>
            </button>
          </li>
        ) : null}
      </ul>
      {open ? (
        <Suspense fallback={null}>
          <RailSheet onClose={() => setOpen(false)}>
            <ul className={styles.sheet}>
              {rest.map((place) => (
                <li key={place.to}>
                  <PlaceLink place={place} here={place === here} />
                </li>
              ))}
            </ul>
          </RailSheet>
        </Suspense>
      ) : null}
    </nav>
  );
}

function PlaceLink({ place, here }: { place: Place; here: boolean }) {
  const { t } = useTranslation();
  const { to, words, Icon } = place;
  return (
    <Link
      to={to}
      className={styles.place}
      data-here={here}
      aria-current={here ? "page" : undefined}
    >
      <Icon size={20} stroke={1.75} aria-hidden="true" />
      <span>{t(`nav.${words}`)}</span>
    </Link>
  );
}
