import { useTranslation } from "react-i18next";
import type { MemberLineFragment, OrganisationKind } from "@/shared/graphql/generated/graphql";
import { formatDate } from "@/shared/lib/dates";
import { Chip } from "@/shared/ui/Chip";
import { MemberActs } from "./MemberActs";
import styles from "./Table.module.css";

interface MemberTableProps {
  members: readonly MemberLineFragment[];
  kind: OrganisationKind;
  onDone: (words: string) => void;
}

/** A table that becomes cards on a phone; what each may do stands beside the name. */
export function MemberTable({ members, kind, onDone }: MemberTableProps) {
  const { t, i18n } = useTranslation(["members", "terms", "common"]);
  const acting = members.some((each) => each.canChange || each.canRemove || each.isSelf);
  return (
    <div className={styles.frame}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t("person")}</th>
            <th scope="col">{t("roles")}</th>
            <th scope="col">{t("signing.short")}</th>
            <th scope="col">{t("since")}</th>
            {acting ? (
              <th scope="col">
                <span className="sb-hidden">{t("acts")}</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {members.map((each) => (
            <tr key={each.id}>
              <th scope="row">
                <span className={styles.name}>
                  {each.name} {each.isSelf ? <Chip>{t("you")}</Chip> : null}
                </span>
                <span className={styles.under}>{each.email}</span>
              </th>
              <td data-label={t("roles")}>
                {each.roles.map((role) => t(`terms:role.${role}`)).join(", ") || t("common:none")}
              </td>
              <td data-label={t("signing.short")}>{t(each.signingAuthority ? "yes" : "no")}</td>
              <td data-label={t("since")}>{formatDate(each.joinedAt, i18n.language)}</td>
              {acting ? (
                <td className={styles.acts}>
                  <MemberActs member={each} kind={kind} onDone={onDone} />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
