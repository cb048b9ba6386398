import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { HandedOverDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { Bar, ErrorState, Loading } from "@/shared/ui/states";
import styles from "./ReleasePanel.module.css";

/** What was handed over of this technology, and the way to open it with one's own key. */
export function HandedOver({ technologyId }: { technologyId: string }) {
  const { t } = useTranslation("payment");
  const [{ data, error }, again] = useTypedQuery(HandedOverDocument, {}, { fresh: true });
  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) {
    return (
      <Loading>
        <Bar height={36} />
      </Loading>
    );
  }
  const releases = data.releases.nodes.filter((each) => each.technologyId === technologyId);
  const files = releases.filter((each) => each.canOpenFiles).flatMap((each) => each.files);
  if (releases.some((each) => each.waitsForKey)) {
    return (
      <div className={styles.files}>
        <p>{t("release.needsKey")}</p>
        <Button component={Link} to="/vault/keys" variant="light">
          {t("release.keys")}
        </Button>
      </div>
    );
  }
  if (releases.some((each) => each.state === "READY") && files.length === 0) {
    return <p className={styles.moment}>{t("release.readersOnly")}</p>;
  }
  if (files.length === 0) return <p className={styles.moment}>{t("release.preparing")}</p>;
  return (
    <div className={styles.files}>
      <p>{t("release.files", { count: files.length })}</p>
      <Button component={Link} to="/vault/received" variant="light">
        {t("release.fetch")}
      </Button>
      <p className={styles.moment}>{t("release.own")}</p>
    </div>
  );
}
