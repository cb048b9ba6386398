import { useTranslation } from "react-i18next";
import type { DemandAnswersQuery } from "@/shared/graphql/generated/graphql";
import { formatDate } from "@/shared/lib/dates";
import { languageOf } from "@/shared/lib/text";
import styles from "./AnswersTable.module.css";
import { AskedFirm } from "./AskedFirm";
import { useFirmTitle } from "./firmAsked";

type Answers = DemandAnswersQuery["demandAnswers"];
type Firm = Answers["firms"][number];

interface AnswersTableProps {
  answers: Answers;
  /** Called with what was done to one of the requests. */
  onDone: (words: string) => void;
}

/** Questions in rows, firms in columns; on a phone the firms stand under each question. */
export function AnswersTable({ answers, onDone }: AnswersTableProps) {
  const { t } = useTranslation("asked");
  const { firms, lines } = answers;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <section className={styles.frame} tabIndex={0} aria-label={t("page.title")}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col" className={styles.corner}>
                {t("page.question")}
              </th>
              {firms.map((firm, at) => (
                <th key={firm.match.id} scope="col">
                  <AskedFirm
                    firm={firm}
                    hasQuestions={lines.some(({ cells }) => cells[at])}
                    onDone={onDone}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ text, cells }) => (
              <tr key={text}>
                <th scope="row" lang={languageOf(text)}>
                  {text}
                </th>
                {firms.map((firm, at) => (
                  <td key={firm.match.id}>
                    <FirmName firm={firm} />
                    <Cell cell={cells[at] ?? null} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {lines.length === 0 ? <p className="sb-muted">{t("page.noLines")}</p> : null}
    </>
  );
}

/** On a phone an answer stands without the head of its column. */
function FirmName({ firm }: { firm: Firm }) {
  const { title, lang } = useFirmTitle(firm);
  return (
    <span className={styles.firm} lang={lang}>
      {title}
    </span>
  );
}

function Cell({ cell }: { cell: Answers["lines"][number]["cells"][number] }) {
  const { t, i18n } = useTranslation("asked");
  if (!cell) return <span className="sb-muted">{t("page.notAsked")}</span>;
  if (!cell.answer) return <span className={styles.open}>{t("page.open")}</span>;
  return (
    <>
      <span className={styles.answer} lang={languageOf(cell.answer)}>
        {cell.answer}
      </span>
      {cell.answeredAt ? (
        <span className={styles.day}>{formatDate(cell.answeredAt, i18n.language)}</span>
      ) : null}
    </>
  );
}
