import { Button } from "@mantine/core";
import { IconArrowRight, IconShieldLock } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { DepositPartsFragment, VaultPartsFragment } from "@/shared/graphql/generated/graphql";
import { Trouble } from "@/shared/session/Trouble";
import { DemandField } from "./DemandField";
import { PurposeField } from "./PurposeField";
import { type Purpose, useSealing } from "./useSealing";
import styles from "./wizard.module.css";

interface SealPanelProps {
  deposit: DepositPartsFragment;
  vault: VaultPartsFragment;
  arriving: boolean;
}

/** What sealing does, that it cannot be undone, and the one button that does it. */
export function SealPanel({ deposit, vault, arriving }: SealPanelProps) {
  const { t } = useTranslation(["vault", "common"]);
  const [search] = useSearchParams();
  const asks = vault.canReceive;
  const given = search.get(asks ? "demand" : "technology");
  const [purpose, setPurpose] = useState<Purpose>(firstPurpose(given, asks));
  const [said, setSaid] = useState<string | null>(null);
  const { act, seal } = useSealing(deposit);
  const follows = [
    t("seal.follows.closed"),
    t("seal.follows.record"),
    t(asks ? "asking.follows.keys" : "seal.follows.keys", { count: vault.activeKeys }),
    t("seal.follows.certificate"),
    ...(purpose === "later" ? [] : [t(asks ? "asking.follows.named" : "seal.follows.tied")]),
  ];

  async function go() {
    if (deposit.files.length === 0) return setSaid(t("seal.noFiles"));
    if (arriving) return setSaid(t("seal.arriving"));
    setSaid(null);
    await seal(purpose);
  }

  return (
    <section className={styles.seal} aria-labelledby="seal-title">
      <h2 id="seal-title">
        <IconShieldLock size={22} aria-hidden="true" className={styles.sealIcon} />
        {t("seal.title")}
      </h2>
      {given ? null : <WhatFor purpose={purpose} asks={asks} onChange={setPurpose} />}
      <ul className={styles.follows}>
        {follows.map((each) => (
          <li key={each}>
            <IconArrowRight size={16} aria-hidden="true" />
            {each}
          </li>
        ))}
      </ul>
      <p className={styles.final}>{t("common:consequence.noUndo")}</p>
      <Trouble words={said ?? act.words} />
      <div className={styles.acts}>
        <Button
          loading={act.busy}
          leftSection={<IconShieldLock size={16} aria-hidden="true" />}
          onClick={() => void go()}
        >
          {t("seal.action")}
        </Button>
        {arriving ? <p className="sb-small sb-muted">{t("seal.arriving")}</p> : null}
      </div>
      {act.window}
    </section>
  );
}

function firstPurpose(given: string | null, asks: boolean): Purpose {
  if (asks) return given ? { demandId: given } : "later";
  return given ? { technologyId: given } : "new";
}

interface WhatForProps {
  purpose: Purpose;
  asks: boolean;
  onChange: (purpose: Purpose) => void;
}

function WhatFor({ purpose, asks, onChange }: WhatForProps) {
  if (asks || (typeof purpose === "object" && "demandId" in purpose)) {
    return <DemandField value={purpose} onChange={onChange} />;
  }
  return <PurposeField value={purpose} onChange={onChange} />;
}
