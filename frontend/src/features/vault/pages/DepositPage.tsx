import { Button } from "@mantine/core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useParams } from "react-router";
import { Seal } from "@/shared/evidence/Seal";
import {
  DepositDocument,
  type DepositPartsFragment,
  OpenDepositFileDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation, useTypedQuery } from "@/shared/graphql/operations";
import { formatDay, formatInstant } from "@/shared/lib/dates";
import { languageOf, shortenMiddle } from "@/shared/lib/text";
import { useOutcomes } from "@/shared/session/outcomes";
import { CopyButton } from "@/shared/ui/CopyButton";
import { Outcome } from "@/shared/ui/Outcome";
import { PageHead } from "@/shared/ui/PageHead";
import { Facts, Panel, Passage } from "@/shared/ui/Panel";
import { ErrorState, NotFound, PageSkeleton } from "@/shared/ui/states";
import { Term } from "@/shared/ui/Term";
import { VisibilityStrip } from "@/shared/ui/VisibilityStrip";
import { Written } from "@/shared/ui/Written";
import { Certificates } from "../components/Certificates";
import { HandedOver } from "../components/HandedOver";
import { NamedIn } from "../components/NamedIn";
import { OpenFiles } from "../components/OpenFiles";
import { TieDeposit } from "../components/TieDeposit";
import { VaultGuard } from "../components/VaultGuard";
import { groupOf } from "../wizard/useDepositFiles";
import styles from "./Vault.module.css";

const LOOK_AGAIN_MS = 5000;

/** One deposit: what lies in it, what proves it, and the ways out of it. */
export function DepositPage() {
  const { id = "" } = useParams();
  return (
    <VaultGuard may={(vault) => vault.canRead}>
      {(vault) => <Deposit key={id} id={id} asks={vault.canReceive} />}
    </VaultGuard>
  );
}

function Deposit({ id, asks }: { id: string; asks: boolean }) {
  const [{ data, error }, again] = useTypedQuery(DepositDocument, { id }, { fresh: true });
  const deposit = data?.deposit;
  const unmade = deposit?.state === "SEALED" && deposit.certificates.length === 0;
  useEffect(() => {
    if (!unmade) return;
    const timer = setInterval(again, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [unmade, again]);
  if (error && !data) return <ErrorState error={error} retry={again} whole />;
  if (!data) return <PageSkeleton />;
  if (!deposit) return <NotFound />;
  return <View deposit={deposit} asks={asks} again={again} />;
}

interface ViewProps {
  deposit: DepositPartsFragment;
  /** Whether the firm seals what it knew before it asks, rather than what it offers. */
  asks: boolean;
  again: () => void;
}

function View({ deposit, asks, again }: ViewProps) {
  const { t, i18n } = useTranslation("vault");
  const { pathname, state } = useLocation();
  const outcomes = useOutcomes();
  const [, open] = useTypedMutation(OpenDepositFileDocument);
  const done = (state as { done?: string } | null)?.done ?? null;
  const sealed = deposit.state === "SEALED";
  const people = deposit.contributors.map(({ name, part }) => (part ? `${name} (${part})` : name));
  return (
    <article className={styles.page}>
      <PageHead
        title={deposit.title || t("untitled")}
        lang={languageOf(deposit.title || t("untitled"))}
        above={{ name: t("title"), to: "/vault" }}
        chips={
          deposit.sealedAt && deposit.commitment && deposit.entryId ? (
            <Seal
              seal={{
                sealedAt: deposit.sealedAt,
                commitment: deposit.commitment,
                entryId: deposit.entryId,
              }}
              label={t("state.sealedAt", { at: formatInstant(deposit.sealedAt, i18n.language) })}
            />
          ) : null
        }
      />
      <Outcome words={done} />
      {!sealed ? (
        <Panel title={t("draft.title")}>
          <p>{t("draft.body")}</p>
          {deposit.canEdit ? (
            <Button component={Link} to={`/vault/new/${deposit.id}`} mt="sm">
              {t("draft.action")}
            </Button>
          ) : null}
        </Panel>
      ) : null}
      {deposit.canAttach ? <TieDeposit deposit={deposit} again={again} /> : null}
      <div className={styles.columns}>
        <div className={styles.main}>
          <Panel title={t("files.title", { count: deposit.files.length })}>
            <OpenFiles
              group={groupOf(deposit.id)}
              place={pathname}
              canOpen={deposit.canOpenFiles && sealed}
              files={deposit.files.map((file) => ({ ...file, sha256: file.sha256 ?? "" }))}
              openWay={async (id) => outcomes.ofMutation(await open({ id }))}
            />
          </Panel>
          <Panel title={t("words")}>
            <Passage heading={t("field.outline")} text={deposit.outline} />
            <Passage heading={t("people")} text={people.join("\n")} />
          </Panel>
          {sealed && !asks ? <HandedOver id={deposit.id} /> : null}
          {sealed && asks ? <NamedIn deposit={deposit} /> : null}
        </div>
        <aside className={styles.side}>
          {sealed ? <Certificates deposit={deposit} /> : null}
          <Panel title={t("facts")}>
            <Facts
              rows={[
                { name: t("number"), value: deposit.number ?? t("none") },
                {
                  name: t("field.kind"),
                  value: deposit.kind ? t(`kind.${deposit.kind}`) : t("none"),
                },
                {
                  name: t("field.madeOn"),
                  value: deposit.madeOn ? formatDay(deposit.madeOn, i18n.language) : t("none"),
                },
                {
                  name: t("term"),
                  value: deposit.termUntil
                    ? formatDay(deposit.termUntil, i18n.language)
                    : t("none"),
                },
                {
                  name: t("field.depositorName"),
                  value: <Written text={deposit.depositorName || t("none")} />,
                },
                {
                  name: t("field.depositorAddress"),
                  value: <Written text={deposit.depositorAddress || t("none")} />,
                },
                {
                  name: t("provider.label"),
                  value: <Term word="escrow">{t(`provider.${deposit.provider}`)}</Term>,
                },
                { name: t("level.label"), value: t(`level.${deposit.level}`) },
                ...(deposit.commitment
                  ? [{ name: t("commitment"), value: <Hash value={deposit.commitment} /> }]
                  : []),
                ...(deposit.technologyId
                  ? [
                      {
                        name: t("technology"),
                        value: (
                          <Link to={`/technologies/${deposit.technologyId}`}>
                            {t("toTechnology")}
                          </Link>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          </Panel>
          <VisibilityStrip readers={t(asks ? "asking.readers" : "readers")} />
        </aside>
      </div>
    </article>
  );
}

function Hash({ value }: { value: string }) {
  const { t } = useTranslation("vault");
  return (
    <>
      <code>{shortenMiddle(value)}</code> <CopyButton value={value} label={t("commitment")} />
    </>
  );
}
