import { IconArrowRight, IconCircleCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import styles from "./frame.module.css";

interface MissingProps {
  fields: readonly string[];
  nameOf: (field: string) => string;
  onJump: (field: string) => void;
  complete: string;
}

/** What has to be filled in yet; each leads to its field. */
export function Missing({ fields, nameOf, onJump, complete }: MissingProps) {
  const { t } = useTranslation("offer");
  return (
    <section className={styles.missing} aria-labelledby="missing-title">
      <h2 id="missing-title">
        {fields.length > 0 ? t("missing.title", { count: fields.length }) : t("missing.none")}
      </h2>
      {fields.length === 0 ? (
        <p>
          <IconCircleCheck size={16} aria-hidden="true" /> {complete}
        </p>
      ) : (
        <ul>
          {fields.map((field) => (
            <li key={field}>
              <button type="button" onClick={() => onJump(field)}>
                <IconArrowRight size={14} aria-hidden="true" /> {nameOf(field)}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
