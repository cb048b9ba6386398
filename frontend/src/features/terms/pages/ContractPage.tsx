import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { useDeal } from "@/shared/deals/DealContext";
import {
  DealContractDocument,
  type DealContractQuery,
  EarlierContractDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { useNews } from "@/shared/live/useNews";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import { ContractView } from "../contract/ContractView";
import styles from "../contract/contract.module.css";
import { DraftContract } from "../contract/DraftContract";
import { EarlierContracts } from "../contract/EarlierContracts";

/** The contract of a deal: begun in a language, settled clause by clause, offered, signed. */
export function ContractPage() {
  const { t } = useTranslation("contract");
  const deal = useDeal();
  const { id } = deal.match;
  const [params] = useSearchParams();
  const earlier = params.get("contract");
  const [{ data, error }, again] = useTypedQuery(
    DealContractDocument,
    { match: id },
    { fresh: true },
  );
  useNews(again, (path) => path.startsWith(`/deals/${id}`));

  function renew() {
    again();
    deal.again();
  }

  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) return <PageSkeleton />;
  if (!data.dealTerms) return <Empty title={t("gone.title")} body={t("gone.body")} />;
  return (
    <section className={styles.page} aria-labelledby="contract-title">
      <header className={styles.head}>
        <Link to={`/deals/${id}/terms`}>{t("back")}</Link>
        <h2 id="contract-title">{t("title")}</h2>
        <p>{t("lead")}</p>
      </header>
      {earlier ? (
        <EarlierContract id={earlier} renew={renew} />
      ) : (
        <Newest data={data} terms={data.dealTerms} renew={renew} />
      )}
    </section>
  );
}

interface NewestProps {
  data: DealContractQuery;
  terms: NonNullable<DealContractQuery["dealTerms"]>;
  renew: () => void;
}

function Newest({ data, terms, renew }: NewestProps) {
  const { t } = useTranslation("contract");
  const { match, standing } = useDeal();
  const contract = data.contractOf ?? null;
  const { sheet, contracts } = terms;
  const first = standing.place === "CONTRACT";
  const agreed = sheet?.state === "AGREED";
  return (
    <>
      {sheet?.canDraft ? <DraftContract sheet={sheet} first={first} onDone={renew} /> : null}
      {contract ? <ContractView key={contract.id} contract={contract} renew={renew} /> : null}
      {contract || sheet?.canDraft ? null : (
        <Empty title={t("empty.title")} body={t(agreed ? "empty.waits" : "empty.agreeFirst")}>
          <Button component={Link} to={`/deals/${match.id}/terms`} variant="default">
            {t("empty.toTerms")}
          </Button>
        </Empty>
      )}
      <EarlierContracts lines={contracts} />
    </>
  );
}

function EarlierContract({ id, renew }: { id: string; renew: () => void }) {
  const { t } = useTranslation("contract");
  const [{ data, error }, again] = useTypedQuery(EarlierContractDocument, { id }, { fresh: true });
  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) return <PageSkeleton />;
  if (!data.contract) return <Empty title={t("gone.title")} body={t("gone.body")} />;
  return (
    <>
      <p>
        {t("earlier.shown")} <Link to="?">{t("earlier.newest")}</Link>
      </p>
      <ContractView key={id} contract={data.contract} renew={renew} />
    </>
  );
}
