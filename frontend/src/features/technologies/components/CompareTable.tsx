import { CloseButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { ComparedPartsFragment } from "@/shared/graphql/generated/graphql";
import { Chip } from "@/shared/ui/Chip";
import styles from "./CompareTable.module.css";
import { comparedRows } from "./comparedFacts";

interface CompareTableProps {
  technologies: readonly ComparedPartsFragment[];
  onlyDifferences: boolean;
  onLeaveOut: (id: string) => void;
}

/** Technologies as columns, facts as rows; on a phone each fact is a card. */
export function CompareTable({ technologies, onlyDifferences, onLeaveOut }: CompareTableProps) {
  const { t } = useTranslation(["compare", "technology", "terms", "common", "market"]);
  const rows = comparedRows(technologies, t).filter((row) => row.differs || !onlyDifferences);
  const titles = technologies.map((each) => ({
    text: each.summary?.title || each.card.area || t("market:untitledPlain"),
    lang: (each.summary?.title ? each.summary : each.card).language.toLowerCase(),
  }));
  const several = technologies.length > 1;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: wide tables scroll, also by keyboard
    <section className={styles.scroll} aria-label={t("title")} tabIndex={0}>
      <table className={styles.table} data-columns={technologies.length}>
        <thead>
          <tr>
            <th scope="col" className={styles.corner}>
              {t("fact")}
            </th>
            {technologies.map((each, at) => (
              <th key={each.id} scope="col">
                <div className={styles.title}>
                  <Link to={`/technologies/${each.id}`} lang={titles[at]?.lang}>
                    {titles[at]?.text}
                  </Link>
                  <CloseButton
                    size="sm"
                    aria-label={t("remove", { title: titles[at]?.text })}
                    onClick={() => onLeaveOut(each.id)}
                  />
                </div>
                {each.summary ? null : <p className={styles.closed}>{t("closed")}</p>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name} data-differs={several && row.differs && !row.isText}>
              <th scope="row">
                {row.name}
                {several && row.differs && !row.isText ? (
                  <Chip tone="blue">{t("differs")}</Chip>
                ) : null}
              </th>
              {row.values.map((value, at) => (
                <td key={technologies[at]?.id}>
                  <span className={styles.of} aria-hidden="true" lang={titles[at]?.lang}>
                    {titles[at]?.text}
                  </span>
                  {value.text ? (
                    <span lang={value.lang ?? undefined} className={styles.value}>
                      {value.text}
                    </span>
                  ) : (
                    <span className="sb-muted">{t("common:notStated")}</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 ? <p className={styles.alike}>{t("alike")}</p> : null}
    </section>
  );
}
