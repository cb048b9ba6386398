import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { Seal } from "@/shared/evidence/Seal";
import {
  OpenReleasedFileDocument,
  type ReceivedDepositsQuery,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { formatInstant } from "@/shared/lib/dates";
import { useOutcomes } from "@/shared/session/outcomes";
import { Chip } from "@/shared/ui/Chip";
import { Panel } from "@/shared/ui/Panel";
import styles from "../pages/Vault.module.css";
import { OpenFiles } from "./OpenFiles";

type Release = ReceivedDepositsQuery["releases"]["nodes"][number];

/** One deposit handed to the reader's firm: where it is, and its files. */
export function ReceivedCard({ release }: { release: Release }) {
  const { t, i18n } = useTranslation("vault");
  const { pathname } = useLocation();
  const outcomes = useOutcomes();
  const [, open] = useTypedMutation(OpenReleasedFileDocument);
  const { state, canOpenFiles, waitsForKey, files } = release;
  const at = release.withdrawnAt ?? release.readyAt ?? release.releasedAt;
  const known = files.flatMap(({ id, name, size, sha256 }) =>
    name && size && sha256 ? [{ id, name, size, sha256 }] : [],
  );
  return (
    <Panel
      title={t("received.one", { number: release.depositNumber })}
      aside={
        <Chip tone={state === "READY" ? "seal" : state === "REQUESTED" ? "amber" : "plain"}>
          {t(`received.state.${state}`)}
        </Chip>
      }
    >
      <div className={styles.list}>
        <p className="sb-small sb-muted">
          {t(`handed.${state}`, { at: formatInstant(at, i18n.language) })}
        </p>
        {release.seal ? (
          <p>
            <Seal seal={release.seal} />
          </p>
        ) : null}
        <p className={styles.acts}>
          {release.matchId ? (
            <Link to={`/deals/${release.matchId}`}>{t("received.toDeal")}</Link>
          ) : null}
          {release.technologyId ? (
            <Link to={`/technologies/${release.technologyId}`}>{t("toTechnology")}</Link>
          ) : null}
        </p>
        {waitsForKey ? (
          <p>
            {t("received.waitsForKey")} <Link to="/vault/keys">{t("received.toKeys")}</Link>
          </p>
        ) : null}
        {state === "READY" && !canOpenFiles ? <p>{t("received.notYou")}</p> : null}
        {known.length > 0 ? (
          <OpenFiles
            group={`release:${release.id}`}
            place={pathname}
            files={known}
            canOpen={canOpenFiles}
            openWay={async (id) => outcomes.ofMutation(await open({ id }))}
          />
        ) : null}
      </div>
    </Panel>
  );
}
