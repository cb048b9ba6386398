import { useTranslation } from "react-i18next";
import { Link, useLocation, useParams } from "react-router";
import type { DepositPartsFragment, VaultPartsFragment } from "@/shared/graphql/generated/graphql";
import { Picker } from "@/shared/transfers/Picker";
import { endTransfer, isUnderWay } from "@/shared/transfers/store";
import { ErrorState, NotFound, PageSkeleton } from "@/shared/ui/states";
import { VaultGuard } from "../components/VaultGuard";
import { DiscardButton } from "../wizard/DiscardButton";
import { FileList } from "../wizard/FileList";
import { SealPanel } from "../wizard/SealPanel";
import { useDepositFiles } from "../wizard/useDepositFiles";
import { useOpenDeposit } from "../wizard/useOpenDeposit";
import { stepAddress, WizardFrame } from "../wizard/WizardFrame";
import styles from "../wizard/wizard.module.css";

/** Third step: the files, and sealing them. */
export function SealFiles() {
  const { id = "" } = useParams();
  return (
    <VaultGuard may={(vault) => vault.canWrite}>
      {(vault) => <Files key={id} id={id} vault={vault} />}
    </VaultGuard>
  );
}

function Files({ id, vault }: { id: string; vault: VaultPartsFragment }) {
  const { deposit, error, again } = useOpenDeposit(id);
  if (error && !deposit) return <ErrorState error={error} retry={again} whole />;
  if (deposit === undefined) return <PageSkeleton />;
  if (!deposit) return <NotFound />;
  return (
    <WizardFrame id={id} step="files">
      <Editing deposit={deposit} vault={vault} again={again} />
    </WizardFrame>
  );
}

interface EditingProps {
  deposit: DepositPartsFragment;
  vault: VaultPartsFragment;
  again: () => void;
}

function Editing({ deposit, vault, again }: EditingProps) {
  const { t } = useTranslation("vault");
  const { pathname, search } = useLocation();
  const files = useDepositFiles(deposit, pathname, again);
  const arriving =
    files.moving.some(isUnderWay) || deposit.files.some(({ state }) => state === "ARRIVING");

  function cutOf(name: string) {
    return deposit.files.find((file) => file.name === name && file.state === "ARRIVING");
  }

  function remove({ id, name }: { id: string; name: string }) {
    for (const row of files.moving) if (row.name === name) endTransfer(row.id);
    void files.takeOut(id);
  }

  function sendAgain(row: string) {
    const moving = files.moving.find(({ id }) => id === row);
    files.sendAgain(row, moving ? cutOf(moving.name) : undefined);
  }

  function take(chosen: readonly File[]) {
    for (const file of chosen) void files.send(file, cutOf(file.name));
  }

  return (
    <>
      {vault.activeKeys === 0 ? (
        <p className={styles.final}>
          {t("files.noKey")}{" "}
          <Link to={stepAddress(deposit.id, "key", search)}>{t("files.toKey")}</Link>
        </p>
      ) : null}
      <section className={styles.part} aria-label={t("wizard.files.name")}>
        <Picker
          multiple
          action={t("files.choose")}
          disabled={vault.activeKeys === 0}
          onFiles={take}
        />
        <FileList
          files={deposit.files}
          moving={files.moving}
          onRemove={remove}
          onAgain={sendAgain}
        />
      </section>
      <SealPanel deposit={deposit} vault={vault} arriving={arriving} />
      {deposit.canDiscard ? <DiscardButton deposit={deposit} /> : null}
    </>
  );
}
