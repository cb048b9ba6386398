import { IconChevronDown, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useSession, type Viewer } from "@/shared/session/session";
import { type Asked, addressOf, FAMILIES, type Family } from "../address";
import styles from "./Families.module.css";

/** More than these are folded away on a phone. */
const IN_SIGHT = 6;

/** Offer the kinds of things that there can be records of for this person. */
function familiesFor(viewer: Viewer | null): readonly Family[] {
  if (viewer?.roles.includes("AUDITOR")) return FAMILIES;
  switch (viewer?.organisation?.kind) {
    case "SME":
      return ["match", "technology", "deposit", "organisation", "person"];
    case "LARGE_FIRM":
      return ["match", "demand", "organisation", "person"];
    default:
      return viewer?.roles.includes("TREASURER")
        ? ["case", "payment", "organisation", "person"]
        : ["case", "technology", "organisation", "person"];
  }
}

/** Filters that are addresses; the one in use is marked, one thing alone can be taken away again. */
export function Families({ asked }: { asked: Asked }) {
  const { t } = useTranslation("records");
  const { viewer } = useSession();
  const { family, subject } = asked;
  const offered = familiesFor(viewer);
  const [open, setOpen] = useState(false);
  const folds = offered.length > IN_SIGHT;
  return (
    <nav aria-label={t("filters")} className={styles.filters} data-folded={folds && !open}>
      {folds ? (
        <button
          type="button"
          className={styles.fold}
          aria-expanded={open}
          onClick={() => setOpen((was) => !was)}
        >
          <span>
            {t("filters")}: <b>{t(`family.${family ?? "all"}`)}</b>
          </span>
          <IconChevronDown size={16} aria-hidden="true" />
        </button>
      ) : null}
      <ul>
        <li>
          <Link
            to={addressOf({ ...asked, family: null, subject: null })}
            aria-current={family === null ? "page" : undefined}
          >
            {t("family.all")}
          </Link>
        </li>
        {offered.map((each) => (
          <li key={each}>
            <Link
              to={addressOf({ ...asked, family: each, subject: null })}
              aria-current={family === each && !subject ? "page" : undefined}
            >
              {t(`family.${each}`)}
            </Link>
          </li>
        ))}
        {family && subject ? (
          <li>
            <Link
              to={addressOf({ ...asked, family: null, subject: null })}
              aria-label={t("only.remove", { name: t(`only.${family}`) })}
              data-only="true"
            >
              {t(`only.${family}`)}
              <IconX size={14} aria-hidden="true" />
            </Link>
          </li>
        ) : null}
      </ul>
    </nav>
  );
}
