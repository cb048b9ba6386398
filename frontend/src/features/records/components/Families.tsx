import { IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useSession, type Viewer } from "@/shared/session/session";
import { type Asked, addressOf, FAMILIES, type Family } from "../address";
import styles from "./Families.module.css";

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
  return (
    <nav aria-label={t("filters")} className={styles.filters}>
      <ul>
        <li>
          <Link
            to={addressOf({ ...asked, family: null, subject: null })}
            aria-current={family === null ? "page" : undefined}
          >
            {t("family.all")}
          </Link>
        </li>
        {familiesFor(viewer).map((each) => (
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
