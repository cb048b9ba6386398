import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { JoinPageDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { Guarded } from "@/shared/session/Guarded";
import { useSession } from "@/shared/session/session";
import { PageHead } from "@/shared/ui/PageHead";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import styles from "../components/Firm.module.css";
import { InvitationCard } from "../components/InvitationCard";
import { useFirmName } from "../components/names";
import { RegisterForm } from "../components/RegisterForm";

/** Come to a firm: by an invitation that waits, or by registering it. */
export function Join() {
  const { t } = useTranslation("firm");
  return (
    <div className={`${styles.page} ${styles.narrow}`}>
      <PageHead title={t("join.title")} lead={t("join.lead")} />
      <Guarded>
        <Ways />
      </Guarded>
    </div>
  );
}

function Ways() {
  const { t } = useTranslation("firm");
  const { viewer, restart } = useSession();
  const navigate = useNavigate();
  const nameOf = useFirmName();
  const [{ data, error }, again] = useTypedQuery(JoinPageDocument, {}, { fresh: true });

  function joined(to: string) {
    restart();
    void navigate(to);
  }

  if (viewer?.organisation) {
    return (
      <Empty title={t("join.member", { firm: nameOf(viewer.organisation) })}>
        <Button component={Link} to="/firm">
          {t("join.toFirm")}
        </Button>
      </Empty>
    );
  }
  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) return <PageSkeleton />;
  const waiting = data.viewer?.invitations ?? [];
  return (
    <>
      {waiting.length > 0 ? (
        <section className={styles.section} aria-labelledby="invitations-title">
          <h2 id="invitations-title">{t("join.invitations")}</h2>
          <ul className={styles.cards}>
            {waiting.map((invitation) => (
              <InvitationCard
                key={invitation.id}
                invitation={invitation}
                onAccepted={() => joined("/home")}
                onDeclined={again}
              />
            ))}
          </ul>
        </section>
      ) : null}
      <section className={styles.section} aria-labelledby="register-title">
        <h2 id="register-title">{t(waiting.length > 0 ? "join.orRegister" : "join.register")}</h2>
        {waiting.length === 0 ? (
          <p className="sb-muted sb-small">{t("join.noInvitation", { email: viewer?.email })}</p>
        ) : null}
        <RegisterForm primary={waiting.length === 0} onDone={() => joined("/firm")} />
      </section>
    </>
  );
}
