import { Button } from "@mantine/core";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type FirmPartsFragment,
  RenameOrganisationDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { formatDate } from "@/shared/lib/dates";
import { useDraft } from "@/shared/session/draft";
import { useOutcomes } from "@/shared/session/outcomes";
import { Done, Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { LimitedInput } from "@/shared/ui/Limited";
import { Facts, Panel } from "@/shared/ui/Panel";
import { formatRegistrationNumber } from "../registrationNumber";
import styles from "./Firm.module.css";

interface FirmFactsProps {
  firm: FirmPartsFragment;
  owner: boolean;
  again: () => void;
}

/** Names, kind and number; the names may be mended until the firm is confirmed. */
export function FirmFacts({ firm, owner, again }: FirmFactsProps) {
  const { t, i18n } = useTranslation(["firm", "terms", "common"]);
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const mayRename =
    owner && (firm.verification === "UNVERIFIED" || firm.verification === "REJECTED");

  function close(renamed: boolean) {
    setOpen(false);
    setSaid(renamed);
    if (renamed) again();
    setTimeout(() => opener.current?.focus());
  }

  return (
    <Panel title={t("facts.title")}>
      <div className={styles.part}>
        {open ? (
          <Rename firm={firm} onClose={close} />
        ) : (
          <div className={styles.wide}>
            <Facts
              rows={[
                { name: t("nameKo"), value: firm.nameKo || t("common:notStated") },
                {
                  name: t("nameEn"),
                  value: (
                    <span lang={firm.nameEn ? "en" : undefined}>
                      {firm.nameEn || t("common:notStated")}
                    </span>
                  ),
                },
                { name: t("facts.kind"), value: t(`terms:kind.${firm.kind}`) },
                {
                  name: t("number.label"),
                  value: firm.registrationNumber
                    ? formatRegistrationNumber(firm.registrationNumber)
                    : t("common:notStated"),
                },
                { name: t("facts.since"), value: formatDate(firm.createdAt, i18n.language) },
              ]}
            />
          </div>
        )}
        <Done words={said ? t("facts.renamed") : null} />
        {mayRename && !open ? (
          <Button
            ref={opener}
            variant="default"
            onClick={() => {
              setSaid(false);
              setOpen(true);
            }}
          >
            {t("facts.rename")}
          </Button>
        ) : null}
        {owner && !mayRename && firm.kind !== "COORDINATOR_INSTITUTION" ? (
          <p className="sb-tiny sb-muted">{t("facts.fixed")}</p>
        ) : null}
      </div>
    </Panel>
  );
}

const FIELDS = ["nameKo", "nameEn"] as const;

interface RenameProps {
  firm: FirmPartsFragment;
  onClose: (renamed: boolean) => void;
}

function Rename({ firm, onClose }: RenameProps) {
  const { t } = useTranslation(["firm", "common"]);
  const [{ nameKo, nameEn }, keep, forget] = useDraft(`rename.${firm.nameKo}.${firm.nameEn}`, {
    nameKo: firm.nameKo,
    nameEn: firm.nameEn,
  });
  const [, rename] = useTypedMutation(RenameOrganisationDocument);
  const act = useAct(FIELDS);
  const outcomes = useOutcomes();

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (nameKo.trim() === "" && nameEn.trim() === "")
      return act.refuse([{ field: "nameKo", words: t("join.nameNeeded") }]);
    const names = { nameKo: nameKo.trim(), nameEn: nameEn.trim() };
    const done = await act.run(async () => outcomes.ofMutation(await rename(names)));
    if (!done) return;
    forget();
    onClose(true);
  }

  return (
    <form
      className={`${styles.form} ${styles.wide}`}
      ref={act.form}
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      <Trouble words={act.words} />
      <LimitedInput
        label={t("nameKo")}
        lang="ko"
        most={120}
        value={nameKo}
        onChange={(event) => {
          keep({ nameKo: event.currentTarget.value });
          act.clear("nameKo");
        }}
        error={act.at("nameKo")}
      />
      <LimitedInput
        label={t("nameEn")}
        lang="en"
        most={160}
        value={nameEn}
        onChange={(event) => {
          keep({ nameEn: event.currentTarget.value });
          act.clear("nameEn");
        }}
        error={act.at("nameEn")}
      />
      <div className={styles.actions}>
        <Button type="submit" loading={act.busy}>
          {t("facts.save")}
        </Button>
        <Button variant="default" onClick={() => onClose(false)}>
          {t("common:cancel")}
        </Button>
      </div>
      {act.window}
    </form>
  );
}
