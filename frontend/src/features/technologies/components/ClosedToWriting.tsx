import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import {
  type Language,
  TechnologyPageDocument,
  type TechnologyPartsFragment,
} from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { PageHead } from "@/shared/ui/PageHead";
import { Empty, ErrorState, NotFound, PageSkeleton } from "@/shared/ui/states";
import { useTechnologyTitle } from "./naming";
import { TechnologyNextStep } from "./TechnologyNextStep";
import styles from "./TechnologyView.module.css";

/** Where nothing can be written now: what stands instead, and how it may be changed. */
export function ClosedToWriting({ id, onMoved }: { id: string; onMoved: () => void }) {
  const { t, i18n } = useTranslation("offer");
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const [{ data, error }, again] = useTypedQuery(
    TechnologyPageDocument,
    { id, language },
    { fresh: true },
  );
  function renew() {
    again();
    onMoved();
  }

  if (data?.technology?.isOwn) return <Own technology={data.technology} again={renew} />;
  if (error && !data) return <ErrorState error={error} retry={again} whole />;
  if (!data) return <PageSkeleton />;
  if (!data.technology) return <NotFound />;
  return (
    <Empty title={t("closed.technology")} body={t("closed.others")} whole>
      <ToPage id={id} />
    </Empty>
  );
}

function Own({ technology, again }: { technology: TechnologyPartsFragment; again: () => void }) {
  const { t } = useTranslation(["offer", "technology"]);
  const title = useTechnologyTitle(technology);
  return (
    <div className={styles.page}>
      <PageHead
        title={t("closed.technology")}
        lead={title}
        above={{ name: t("technology:mine.title"), to: "/technologies" }}
      />
      <TechnologyNextStep technology={technology} again={again} />
      <p>
        <ToPage id={technology.id} />
      </p>
    </div>
  );
}

function ToPage({ id }: { id: string }) {
  const { t } = useTranslation("offer");
  return (
    <Button component={Link} to={`/technologies/${id}`} variant="default">
      {t("back.technology")}
    </Button>
  );
}
