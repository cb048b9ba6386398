import { Button } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { MembersPageDocument, type OrganisationKind } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { Guarded } from "@/shared/session/Guarded";
import { useSession } from "@/shared/session/session";
import { Done } from "@/shared/session/Trouble";
import { PageHead } from "@/shared/ui/PageHead";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import styles from "../components/Firm.module.css";
import { FirmPlaces } from "../components/FirmPlaces";
import { Invitations } from "../components/Invitations";
import { MemberTable } from "../components/MemberTable";
import { useFirmName } from "../components/names";
import { RoleGuide } from "../components/RoleGuide";

/** Who acts for the organisation, in which roles, and who was invited. */
export function Members() {
  const { t } = useTranslation(["members", "firm"]);
  const { viewer } = useSession();
  const nameOf = useFirmName();
  const firm = viewer?.organisation;
  return (
    <div className={styles.page}>
      <PageHead title={t("title")} {...(firm ? { lead: nameOf(firm) } : {})} />
      <Guarded>
        {firm ? (
          <>
            <FirmPlaces />
            <MemberList kind={firm.kind} owner={viewer.canManageMembers} />
          </>
        ) : (
          <Empty title={t("firm:none.title")} body={t("firm:none.body")}>
            <Button component={Link} to="/join">
              {t("firm:none.action")}
            </Button>
          </Empty>
        )}
      </Guarded>
    </div>
  );
}

function MemberList({ kind, owner }: { kind: OrganisationKind; owner: boolean }) {
  const { t } = useTranslation("members");
  const [{ data, error }, again] = useTypedQuery(MembersPageDocument, {}, { fresh: true });
  const [said, setSaid] = useState<string | null>(null);
  const place = useRef<HTMLDivElement>(null);
  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) return <PageSkeleton />;
  return (
    <div className={`${styles.page} ${styles.anchor}`} ref={place} tabIndex={-1}>
      <Done words={said} />
      <MemberTable
        members={data.members}
        kind={kind}
        onDone={(words) => {
          setSaid(words);
          again();
          setTimeout(() => place.current?.focus());
        }}
      />
      {owner ? <Invitations kind={kind} /> : <p className="sb-muted">{t("ownerOnly")}</p>}
      <RoleGuide kind={kind} />
    </div>
  );
}
