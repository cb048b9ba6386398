import { Button, NativeSelect } from "@mantine/core";
import { IconShieldLock } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useNavigate } from "react-router";
import { Seal } from "@/shared/evidence/Seal";
import {
  type DemandSealPartsFragment,
  DepositsToNameDocument,
  KnownBeforeDocument,
  SealDemandDocument,
  UnsealDemandDocument,
  type VaultPartsFragment,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation, useTypedQuery } from "@/shared/graphql/operations";
import { formatDate } from "@/shared/lib/dates";
import { useHashInView } from "@/shared/lib/useHashInView";
import { useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { type Act, useAct } from "@/shared/session/useAct";
import { Outcome } from "@/shared/ui/Outcome";
import styles from "./known.module.css";

interface KnownBeforeProps {
  /** Null until the draft has been saved once. */
  demandId: string | null;
  /** Sends what is not saved yet, before one leaves for the vault. */
  flush: () => Promise<boolean>;
}

/** Name the deposit that holds what the firm knew before it asked, or seal one. */
export function KnownBefore({ demandId, flush }: KnownBeforeProps) {
  const { t } = useTranslation("offer");
  const { state } = useLocation();
  const done = (state as { sealed?: string } | null)?.sealed ?? null;
  useHashInView();
  if (!demandId) return <p className="sb-muted">{t("known.unsaved")}</p>;
  return (
    <div className={styles.known} id="known">
      <Outcome words={done} />
      <Known id={demandId} flush={flush} />
    </div>
  );
}

function Known({ id, flush }: { id: string; flush: () => Promise<boolean> }) {
  const { t } = useTranslation("offer");
  const [{ data, error }, again] = useTypedQuery(KnownBeforeDocument, { id }, { fresh: true });
  const act = useAct();
  if (!data) return error ? <p className="sb-muted">{t("known.unread")}</p> : null;
  const { vault, demand } = data;
  const seal = demand?.seal ?? null;
  return (
    <div className={styles.known}>
      {seal ? <Named id={id} seal={seal} vault={vault} act={act} again={again} /> : null}
      {!seal && vault.canWrite ? <Choice id={id} act={act} flush={flush} again={again} /> : null}
      {!seal && !vault.canWrite ? <p className="sb-muted">{t("known.others")}</p> : null}
      <Trouble words={act.words} />
      {act.window}
    </div>
  );
}

interface NamedProps {
  id: string;
  seal: DemandSealPartsFragment;
  vault: VaultPartsFragment;
  act: Act;
  again: () => void;
}

function Named({ id, seal, vault, act, again }: NamedProps) {
  const { t } = useTranslation("offer");
  const outcomes = useOutcomes();
  const [, unseal] = useTypedMutation(UnsealDemandDocument);

  async function takeOut() {
    await act.run(async () => outcomes.ofMutation(await unseal({ id })));
    again();
  }

  return (
    <>
      <p className={styles.line}>
        <Seal seal={seal} />
        {vault.canRead && seal.depositId ? (
          <Link to={`/vault/${seal.depositId}`}>{seal.depositNumber}</Link>
        ) : (
          <span>{seal.depositNumber}</span>
        )}
      </p>
      <p className="sb-small sb-muted">{t(vault.canWrite ? "known.bound" : "known.boundByLead")}</p>
      {vault.canWrite ? (
        <div>
          <Button variant="default" loading={act.busy} onClick={() => void takeOut()}>
            {t("known.takeOut")}
          </Button>
        </div>
      ) : null}
    </>
  );
}

interface ChoiceProps {
  id: string;
  act: Act;
  flush: () => Promise<boolean>;
  again: () => void;
}

function Choice({ id, act, flush, again }: ChoiceProps) {
  const { t, i18n } = useTranslation("offer");
  const navigate = useNavigate();
  const outcomes = useOutcomes();
  const [{ data }] = useTypedQuery(DepositsToNameDocument, {}, { fresh: true });
  const [, sealIt] = useTypedMutation(SealDemandDocument);
  const [chosen, setChosen] = useState("");
  const sealed = (data?.deposits.nodes ?? []).filter(({ state }) => state === "SEALED");
  const depositId = chosen || sealed[0]?.id;

  async function name() {
    if (!depositId) return;
    await act.run(async () => outcomes.ofMutation(await sealIt({ id, depositId })));
    again();
  }

  async function toVault() {
    if (await flush()) await navigate(`/vault/new?demand=${id}`);
  }

  return (
    <>
      {sealed.length > 0 ? (
        <div className={styles.choice}>
          <NativeSelect
            label={t("known.choose")}
            value={depositId ?? ""}
            onChange={(event) => setChosen(event.currentTarget.value)}
            data={sealed.map((each) => ({
              value: each.id,
              label: [
                each.title,
                each.number,
                each.sealedAt ? formatDate(each.sealedAt, i18n.language) : null,
              ]
                .filter((part) => part)
                .join(" · "),
            }))}
          />
          <Button loading={act.busy} onClick={() => void name()}>
            {t("known.action")}
          </Button>
        </div>
      ) : null}
      <div>
        <Button
          variant="default"
          leftSection={<IconShieldLock size={16} aria-hidden="true" />}
          onClick={() => void toVault()}
        >
          {t("known.seal")}
        </Button>
      </div>
    </>
  );
}
