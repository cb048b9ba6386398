import { useTranslation } from "react-i18next";
import { type ConceptPartsFragment, ConceptsDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import type { PageTurn } from "@/shared/ui/Paged";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import { nameOf } from "../naming";
import { ConceptRow } from "./ConceptRow";
import styles from "./Words.module.css";

export interface AskedWords {
  text: string;
  language: string;
  retired: boolean;
}

interface ConceptPartProps {
  asked: AskedWords;
  turn: PageTurn;
  keeps: boolean;
  mayPropose: boolean;
  onEdit: (concept: ConceptPartsFragment) => void;
  onRetired: (concept: ConceptPartsFragment) => void;
  onRestored: (name: string) => void;
}

/** One page of concepts. */
export function ConceptPart({ asked, turn, keeps, mayPropose, ...acts }: ConceptPartProps) {
  const { t, i18n } = useTranslation("words");
  const [{ data, error }, again] = useTypedQuery(
    ConceptsDocument,
    {
      text: asked.text,
      language: asked.language === "ko" ? "KO" : "EN",
      retired: asked.retired,
      first: 30,
      after: turn.after,
    },
    { fresh: true },
  );
  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) return <PageSkeleton />;
  const { nodes, pageInfo } = data.glossaryConcepts;
  if (nodes.length === 0 && turn.after === null) {
    if (asked.text) {
      return <Empty title={t("nothing.title", { text: asked.text })} body={t("nothing.body")} />;
    }
    if (asked.retired) return <Empty title={t("empty.retired")} />;
    return <Empty title={t("empty.title")} body={t(keeps ? "empty.keeper" : "empty.reader")} />;
  }
  return (
    <>
      <ul className={styles.list}>
        {nodes.map((each) => (
          <li key={each.id}>
            <ConceptRow
              concept={each}
              keeps={keeps}
              mayPropose={mayPropose}
              onEdit={() => acts.onEdit(each)}
              onRetired={() => acts.onRetired(each)}
              onRestored={() => acts.onRestored(nameOf(each.words, i18n.language))}
            />
          </li>
        ))}
      </ul>
      {turn.more(pageInfo)}
    </>
  );
}
