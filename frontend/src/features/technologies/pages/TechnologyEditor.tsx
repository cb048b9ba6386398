import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useParams } from "react-router";
import type { CombinedError } from "urql";
import {
  type DraftPartsFragment,
  TechnologyDraftDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedFetch } from "@/shared/graphql/operations";
import { useSession } from "@/shared/session/session";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import { ClosedToWriting } from "../components/ClosedToWriting";
import { Editor } from "../editor/Editor";

/** Write a new technology, or go on with one. */
export function TechnologyEditor() {
  const { id } = useParams();
  const { key } = useLocation();
  return id ? <Existing key={id} id={id} /> : <Fresh key={key} />;
}

function Fresh() {
  const { t } = useTranslation(["offer", "common"]);
  const { viewer, loading } = useSession();
  if (!viewer) return loading ? <PageSkeleton /> : <SignInFirst />;
  if (!viewer.canWriteTechnologies) {
    return (
      <Empty title={t("barred.technology")} whole>
        <Button component={Link} to="/market" variant="default">
          {t("common:notFound.action")}
        </Button>
      </Empty>
    );
  }
  return (
    <Editor
      draft={null}
      owner={viewer.id}
      maySubmit={viewer.organisation?.verification === "VERIFIED"}
    />
  );
}

function SignInFirst() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  return (
    <Empty title={t("trouble.sign_in.title")} body={t("trouble.sign_in.body")} whole>
      <Button component={Link} to={`/sign-in?next=${encodeURIComponent(pathname)}`}>
        {t("account.signIn")}
      </Button>
    </Empty>
  );
}

function Existing({ id }: { id: string }) {
  const { viewer } = useSession();
  const read = useTypedFetch(TechnologyDraftDocument);
  const [draft, setDraft] = useState<DraftPartsFragment | null | undefined>();
  const [error, setError] = useState<CombinedError>();
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round is a new attempt
  useEffect(() => {
    let gone = false;
    setError(undefined);
    void read({ id }).then((answer) => {
      if (gone) return;
      if (answer.error) setError(answer.error);
      else setDraft(answer.data?.technologyDraft ?? null);
    });
    return () => {
      gone = true;
    };
  }, [read, id, round]);
  if (error) return <ErrorState error={error} retry={() => setRound((was) => was + 1)} whole />;
  if (draft === undefined || !viewer) return <PageSkeleton />;
  if (!draft?.canEdit)
    return <ClosedToWriting id={id} onMoved={() => setRound((was) => was + 1)} />;
  return <Editor draft={draft} owner={viewer.id} maySubmit={draft.canSubmit} />;
}
