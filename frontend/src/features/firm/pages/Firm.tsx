import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { FirmPageDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { Guarded } from "@/shared/session/Guarded";
import { useSession } from "@/shared/session/session";
import { PageHead } from "@/shared/ui/PageHead";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import { Affiliates } from "../components/Affiliates";
import { CheckOfMine } from "../components/CheckOfMine";
import { Duties } from "../components/Duties";
import styles from "../components/Firm.module.css";
import { FirmFacts } from "../components/FirmFacts";
import { FirmPlaces } from "../components/FirmPlaces";
import { useFirmName } from "../components/names";
import { VerificationChip } from "../components/VerificationChip";

/** One's own organisation: what it is, how far its check is, and what belongs to it. */
export function Firm() {
  return (
    <Guarded whole>
      <FirmOfMine />
    </Guarded>
  );
}

function FirmOfMine() {
  const { t } = useTranslation("firm");
  const { viewer } = useSession();
  const nameOf = useFirmName();
  const [{ data, error }, again] = useTypedQuery(FirmPageDocument, {}, { fresh: true });
  if (error && !data) return <ErrorState error={error} retry={again} whole />;
  if (!data) return <PageSkeleton />;
  const firm = data.viewer?.organisation;
  if (!firm) {
    return (
      <Empty title={t("none.title")} body={t("none.body")} whole>
        <Button component={Link} to="/join">
          {t("none.action")}
        </Button>
      </Empty>
    );
  }
  const owner = viewer?.canManageMembers ?? false;
  const institution = firm.kind === "COORDINATOR_INSTITUTION";
  const facts = <FirmFacts firm={firm} owner={owner} again={again} />;
  return (
    <div className={`${styles.page} ${styles.narrow}`}>
      <PageHead
        title={nameOf(firm)}
        chips={<VerificationChip verification={firm.verification} />}
      />
      <FirmPlaces />
      {owner && !institution ? (
        <CheckOfMine firm={firm} again={again}>
          {facts}
          <Affiliates />
        </CheckOfMine>
      ) : (
        <>
          {institution ? null : <p className="sb-muted">{t("check.ownerOnly")}</p>}
          {facts}
          {owner ? <Duties /> : null}
        </>
      )}
    </div>
  );
}
