import { useTranslation } from "react-i18next";
import type { ContractPartsFragment } from "@/shared/graphql/generated/graphql";
import { formatInstant } from "@/shared/lib/dates";
import { shortenMiddle } from "@/shared/lib/text";
import { Chip, type Tone } from "@/shared/ui/Chip";
import { CopyButton } from "@/shared/ui/CopyButton";
import { type FactRow, Facts, Panel } from "@/shared/ui/Panel";
import { useSides } from "../components/useSides";

const TONES: Record<ContractPartsFragment["state"], Tone> = {
  DRAFT: "blue",
  OFFERED: "amber",
  SIGNED: "seal",
  REFUSED: "red",
  WITHDRAWN: "plain",
  LAPSED: "plain",
};

/** How far the contract is, and what identifies it. */
export function ContractFacts({ contract }: { contract: ContractPartsFragment }) {
  const { t, i18n } = useTranslation("contract");
  const { nameOf } = useSides();
  const { documentSha256: hash, expiresAt, signedAt, offeredBy } = contract;
  const left = contract.clauses.filter(({ included }) => !included);
  const rows: FactRow[] = [
    { name: t("facts.language"), value: t(`language.${contract.language}`) },
    {
      name: t("facts.clauses"),
      value: t("facts.clauseSet", { version: contract.clauseSet.split("/")[1] ?? "" }),
    },
    {
      name: t("facts.leftOut"),
      value:
        left.length === 0
          ? t("facts.leftOutNone")
          : left.map(({ code, title }) => (
              <span key={code} lang={contract.language.toLowerCase()} style={{ display: "block" }}>
                {title}
              </span>
            )),
    },
    { name: t("facts.draftedBy"), value: nameOf(contract.draftedBy) },
    ...(offeredBy ? [{ name: t("facts.offeredBy"), value: nameOf(offeredBy) }] : []),
    ...(expiresAt
      ? [{ name: t("facts.until"), value: formatInstant(expiresAt, i18n.language) }]
      : []),
    ...(signedAt
      ? [{ name: t("facts.signedAt"), value: formatInstant(signedAt, i18n.language) }]
      : []),
    ...(hash
      ? [
          {
            name: t("facts.hash"),
            value: (
              <>
                <code title={hash}>{shortenMiddle(hash)}</code>{" "}
                <CopyButton value={hash} label={t("facts.hash")} />
              </>
            ),
          },
        ]
      : []),
  ];
  return (
    <Panel
      title={t("title")}
      aside={<Chip tone={TONES[contract.state]}>{t(`state.${contract.state}`)}</Chip>}
    >
      <Facts rows={rows} />
    </Panel>
  );
}
