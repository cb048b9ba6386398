import { Button } from "@mantine/core";
import { IconArrowLeft, IconPrinter } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { useDeal } from "@/shared/deals/DealContext";
import { firmName } from "@/shared/deals/naming";
import {
  DataRequestDetailDocument,
  type DataRequestPartsFragment,
  WithdrawDataRequestDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation, useTypedQuery } from "@/shared/graphql/operations";
import { useSession } from "@/shared/session/session";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import type { Refusal } from "@/shared/ui/refusals";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import { Editor } from "../form/Editor";
import styles from "../form/form.module.css";
import { PrintedForm, type Seal } from "../form/PrintedForm";
import { fromStored } from "../form/requestDraft";
import { SaveForm } from "../form/SaveForm";
import { useRefusalOf } from "../requests/acts";

/** One technical-data request: being written, or as the written form that was issued. */
export function RequestPage() {
  const { t } = useTranslation("request");
  const { request: id = "" } = useParams();
  const { match } = useDeal();
  const { viewer } = useSession();
  const [{ data, error, fetching }, again] = useTypedQuery(
    DataRequestDetailDocument,
    { id },
    { fresh: true },
  );
  const seals = useSeals(data?.dataRequest ?? null);
  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data && fetching) return <PageSkeleton />;
  const request = data?.dataRequest;
  const form = data?.dataRequestForm;
  const back = `/deals/${match.id}/documents`;
  if (!request || !form) {
    return (
      <Empty title={t("gone")}>
        <Button component={Link} to={back} variant="default">
          {t("back")}
        </Button>
      </Empty>
    );
  }
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <Link to={back} className={styles.back}>
          <IconArrowLeft size={16} aria-hidden="true" /> {t("back")}
        </Link>
        <div>
          {request.canWithdraw ? <Withdraw request={request} back={back} /> : null}
          {request.issuedAt ? <SaveForm id={request.id} /> : null}
          {request.canSave ? null : (
            <Button
              variant="default"
              leftSection={<IconPrinter size={16} aria-hidden="true" />}
              onClick={() => window.print()}
            >
              {t("print")}
            </Button>
          )}
        </div>
      </header>
      {request.canSave ? (
        <Editor
          key={request.id}
          request={request}
          form={form}
          owner={viewer?.id ?? ""}
          {...seals}
        />
      ) : (
        <div className={styles.wide}>
          <PrintedForm
            draft={fromStored(request)}
            {...seals}
            version={request.formVersion ?? null}
            keptUntil={request.retentionUntil ?? null}
          />
        </div>
      )}
    </div>
  );
}

/** Who asked for the buyer and who answered for the seller, with the names of the firms. */
function useSeals(request: DataRequestPartsFragment | null): { seller: Seal; buyer: Seal } {
  const { t, i18n } = useTranslation(["room", "common"]);
  const { match } = useDeal();
  const { viewer } = useSession();
  const own = viewer?.organisation ? firmName(viewer.organisation, i18n.language) : "";
  const other = match.counterpart
    ? firmName(match.counterpart, i18n.language)
    : t("common:otherFirm");
  const nameOf = (side: "SELLER" | "BUYER") =>
    match.side ? (match.side === side ? own : other) : t(`side.${side}`);
  return {
    seller: {
      firm: nameOf("SELLER"),
      name: request?.answeredBy ?? null,
      at: request?.answeredAt ?? null,
    },
    buyer: {
      firm: nameOf("BUYER"),
      name: request?.issuedBy ?? null,
      at: request?.issuedAt ?? null,
    },
  };
}

function Withdraw({ request, back }: { request: DataRequestPartsFragment; back: string }) {
  const { t } = useTranslation("request");
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const refusalOf = useRefusalOf();
  const [, withdraw] = useTypedMutation(WithdrawDataRequestDocument);
  const which = request.issuedAt ? "withdraw" : "discard";

  async function confirm() {
    const refused = refusalOf(await withdraw({ id: request.id, revision: request.revision }));
    if (refused) setRefusal(refused);
    else await navigate(back, { state: { done: t(`${which}.done`) } });
  }

  return (
    <>
      <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
        {t(`${which}.action`)}
      </Button>
      {asking ? (
        <ConfirmByConsequence
          title={t(`${which}.title`)}
          consequences={[t(`${which}.one`), t(`${which}.two`)]}
          undoable={false}
          danger
          action={t(`${which}.action`)}
          refusal={refusal}
          onConfirm={confirm}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}
