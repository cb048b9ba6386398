import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Seal } from "@/shared/evidence/Seal";
import type { DepositLineFragment } from "@/shared/graphql/generated/graphql";
import { formatBytes } from "@/shared/lib/bytes";
import { formatDay } from "@/shared/lib/dates";
import { Chip } from "@/shared/ui/Chip";
import { type Column, DataTable } from "@/shared/ui/DataTable";
import { Written } from "@/shared/ui/Written";
import { SealFact } from "./SealFact";

/** A deposit that is not sealed is gone on with; a sealed one is looked at. */
export function addressOf({ id, state, canEdit }: DepositLineFragment): string {
  return state === "DRAFT" && canEdit ? `/vault/new/${id}` : `/vault/${id}`;
}

/** Deposits as rows: what, where it stands, how much, until when. */
export function DepositTable({ deposits }: { deposits: readonly DepositLineFragment[] }) {
  const { t, i18n } = useTranslation("vault");
  const columns: Column<DepositLineFragment>[] = [
    {
      key: "title",
      name: t("field.title"),
      heads: true,
      cell: (row) => (
        <Link to={addressOf(row)}>
          <Written text={row.title || t("untitled")} />
        </Link>
      ),
    },
    { key: "number", name: t("number"), narrow: true, cell: ({ number }) => number ?? t("none") },
    {
      key: "kind",
      name: t("field.kind"),
      cell: ({ kind }) => (kind ? t(`kind.${kind}`) : t("none")),
    },
    {
      key: "state",
      name: t("state.label"),
      cell: (row) =>
        row.sealedAt && row.commitment && row.entryId ? (
          <Seal
            seal={{ sealedAt: row.sealedAt, commitment: row.commitment, entryId: row.entryId }}
          />
        ) : (
          <Chip tone="amber">{t("state.DRAFT")}</Chip>
        ),
    },
    {
      key: "size",
      name: t("size"),
      align: "end",
      cell: ({ files }) => <SealFact count={files.length} size={sumOf(files)} />,
    },
    {
      key: "term",
      name: t("term"),
      align: "end",
      cell: ({ termUntil }) => (termUntil ? formatDay(termUntil, i18n.language) : t("none")),
    },
  ];
  return (
    <DataTable
      label={t("title")}
      columns={columns}
      rows={deposits}
      keyOf={({ id }) => id}
      toneOf={({ state }) => (state === "DRAFT" ? "waiting" : undefined)}
    />
  );

  function sumOf(files: DepositLineFragment["files"]): string {
    const bytes = files.reduce((sum, { size }) => sum + Number(size), 0);
    return formatBytes(bytes, i18n.language);
  }
}
