import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { ProposalsDocument, WordsRightsDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { Guarded } from "@/shared/session/Guarded";
import { LinkTabs } from "@/shared/ui/LinkTabs";
import { Outcome } from "@/shared/ui/Outcome";
import { Paged, type PageTurn } from "@/shared/ui/Paged";
import { PageHead } from "@/shared/ui/PageHead";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import { ProposalRow } from "../components/ProposalRow";
import styles from "../components/Words.module.css";
import { WordsPlaces } from "../components/WordsPlaces";

/** What people propose: everybody's for those who keep the words, one's own for others. */
export function Proposals() {
  const { t } = useTranslation("words");
  return (
    <div className={styles.page}>
      <PageHead title={t("title")} lead={t("proposals.lead")} />
      <Guarded may={(viewer) => viewer.organisation !== null}>
        <ProposalList />
      </Guarded>
    </div>
  );
}

function ProposalList() {
  const { t } = useTranslation("words");
  const [{ data }] = useTypedQuery(WordsRightsDocument, {}, { fresh: true });
  const [search] = useSearchParams();
  const waiting = search.get("show") !== "answered";
  const [said, setSaid] = useState<string | null>(null);
  const [turn, setTurn] = useState(0);
  const keeps = data?.glossaryRights.keeps ?? false;
  return (
    <>
      <WordsPlaces keeps={keeps} />
      <LinkTabs
        label={t("shown.label")}
        tabs={[
          { to: "/words/proposals", name: t("proposals.waiting"), here: waiting },
          { to: "/words/proposals?show=answered", name: t("proposals.answered"), here: !waiting },
        ]}
      />
      <Outcome words={said} />
      <Paged key={`${waiting} ${turn}`}>
        {(page) => (
          <Part
            isOpen={waiting}
            turn={page}
            keeps={keeps}
            onDone={(words) => {
              setSaid(words);
              setTurn((now) => now + 1);
            }}
          />
        )}
      </Paged>
    </>
  );
}

interface PartProps {
  isOpen: boolean;
  turn: PageTurn;
  keeps: boolean;
  onDone: (words: string) => void;
}

function Part({ isOpen, turn, keeps, onDone }: PartProps) {
  const { t } = useTranslation("words");
  const [{ data, error }, again] = useTypedQuery(
    ProposalsDocument,
    { isOpen, first: 20, after: turn.after },
    { fresh: true },
  );
  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) return <PageSkeleton />;
  const { nodes, pageInfo } = data.glossaryProposals;
  if (nodes.length === 0 && turn.after === null) {
    return <Empty title={t(isOpen ? "proposals.empty" : "proposals.emptyAnswered")} />;
  }
  return (
    <>
      <ul className={styles.list}>
        {nodes.map((each) => (
          <li key={each.id}>
            <ProposalRow proposal={each} keeps={keeps} onDone={onDone} />
          </li>
        ))}
      </ul>
      {turn.more(pageInfo)}
    </>
  );
}
