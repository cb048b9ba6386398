import { Checkbox } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { OrganisationKind, Role } from "@/shared/graphql/generated/graphql";
import { ROLES_OF_KIND } from "../roles";
import styles from "./RoleChecks.module.css";

interface RoleChecksProps {
  kind: OrganisationKind;
  roles: readonly Role[];
  signing: boolean;
  /** An owner is named by an act of its own; the box only takes the role away. */
  owner: boolean;
  error: string | null;
  onRoles: (roles: Role[]) => void;
  onSigning: (signing: boolean) => void;
}

/** Roles as boxes, each with what it may do. */
export function RoleChecks(props: RoleChecksProps) {
  const { t } = useTranslation(["members", "terms"]);
  const choices = ROLES_OF_KIND[props.kind].filter((role) => role !== "OWNER" || props.owner);
  return (
    <>
      <Checkbox.Group
        label={t("roles")}
        value={[...props.roles]}
        onChange={(value) => props.onRoles(choices.filter((role) => value.includes(role)))}
        error={props.error}
      >
        <div className={styles.checks}>
          {choices.map((role) => (
            <Checkbox
              key={role}
              value={role}
              label={t(`terms:role.${role}`)}
              description={t(`role.${props.kind}.${role}` as "role.SME.OWNER")}
              aria-invalid={props.error !== null}
            />
          ))}
        </div>
      </Checkbox.Group>
      <Checkbox
        checked={props.signing}
        onChange={(event) => props.onSigning(event.currentTarget.checked)}
        label={t("signing.name")}
        description={t("signing.help")}
      />
    </>
  );
}
