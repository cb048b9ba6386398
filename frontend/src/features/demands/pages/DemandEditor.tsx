import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useParams } from "react-router";
import type { CombinedError } from "urql";
import { DemandDraftDocument } from "@/shared/graphql/generated/graphql";
import { useTypedFetch } from "@/shared/graphql/operations";
import { useSession } from "@/shared/session/session";
import { Empty, ErrorState, NotFound, PageSkeleton } from "@/shared/ui/states";
import type { StoredDemand } from "../editor/demandDraft";
import { Editor } from "../editor/Editor";

/** Write a new demand, or go on with one. */
export function DemandEditor() {
  const { id } = useParams();
  const { key } = useLocation();
  return id ? <Existing key={id} id={id} /> : <Fresh key={key} />;
}

function Fresh() {
  const { t } = useTranslation(["offer", "common"]);
  const { pathname } = useLocation();
  const { viewer, loading } = useSession();
  if (!viewer) {
    if (loading) return <PageSkeleton />;
    return (
      <Empty
        title={t("common:trouble.sign_in.title")}
        body={t("common:trouble.sign_in.body")}
        whole
      >
        <Button component={Link} to={`/sign-in?next=${encodeURIComponent(pathname)}`}>
          {t("common:account.signIn")}
        </Button>
      </Empty>
    );
  }
  if (!viewer.canWriteDemands) {
    return (
      <Empty title={t("barred.demand")} whole>
        <Button component={Link} to="/market" variant="default">
          {t("common:notFound.action")}
        </Button>
      </Empty>
    );
  }
  const checked = viewer.organisation?.verification === "VERIFIED";
  return <Editor demand={null} owner={viewer.id} mayPublish={checked} />;
}

function Existing({ id }: { id: string }) {
  const { t } = useTranslation("offer");
  const { viewer } = useSession();
  const read = useTypedFetch(DemandDraftDocument);
  const [demand, setDemand] = useState<StoredDemand | null | undefined>();
  const [error, setError] = useState<CombinedError>();
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round is a new attempt
  useEffect(() => {
    let gone = false;
    setError(undefined);
    void read({ id }).then((answer) => {
      if (gone) return;
      if (answer.error) setError(answer.error);
      else setDemand(answer.data?.demand ?? null);
    });
    return () => {
      gone = true;
    };
  }, [read, id, round]);
  if (error) return <ErrorState error={error} retry={() => setRound((was) => was + 1)} whole />;
  if (demand === undefined || !viewer) return <PageSkeleton />;
  if (demand === null) return <NotFound />;
  if (!demand.canEdit) {
    return (
      <Empty title={t("closed.demand")} body={t("closed.demandBody")} whole>
        <Button component={Link} to={`/demands/${id}`}>
          {t("back.demand")}
        </Button>
      </Empty>
    );
  }
  return <Editor demand={demand} owner={viewer.id} mayPublish={demand.canPublish} />;
}
