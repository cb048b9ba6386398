import { Button } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type MemberLineFragment,
  type OrganisationKind,
  SetMemberRolesDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { Window } from "@/shared/ui/Window";
import styles from "./Firm.module.css";
import { RoleChecks } from "./RoleChecks";

interface ChangeMemberProps {
  member: MemberLineFragment;
  kind: OrganisationKind;
  onDone: () => void;
  onClose: () => void;
}

const FIELDS = ["roles"] as const;

/** The roles of one member and whether they may sign. */
export function ChangeMember({ member, kind, onDone, onClose }: ChangeMemberProps) {
  const { t } = useTranslation(["members", "common"]);
  const [roles, setRoles] = useState<readonly MemberLineFragment["roles"][number][]>(member.roles);
  const [signing, setSigning] = useState(member.signingAuthority);
  const [, save] = useTypedMutation(SetMemberRolesDocument);
  const act = useAct(FIELDS);
  const outcomes = useOutcomes();
  const taken = member.roles.some((role) => !roles.includes(role));

  async function submit(event: FormEvent) {
    event.preventDefault();
    const { id, revision } = member;
    const done = await act.run(async () =>
      outcomes.ofMutation(
        await save({ id, revision, roles: [...roles], signingAuthority: signing }),
      ),
    );
    if (done) onDone();
  }

  return (
    <Window title={t("change.title", { name: member.name })} onClose={onClose}>
      <form
        className={styles.form}
        ref={act.form}
        onSubmit={(event) => void submit(event)}
        noValidate
      >
        <Trouble words={act.words} />
        <RoleChecks
          kind={kind}
          roles={roles}
          signing={signing}
          owner={member.roles.includes("OWNER")}
          error={act.at("roles")}
          onRoles={(next) => {
            setRoles(next);
            act.clear("roles");
          }}
          onSigning={setSigning}
        />
        {taken ? <p className="sb-small sb-muted">{t("change.taken")}</p> : null}
        <div className={`${styles.actions} ${styles.inWindow}`}>
          <Button variant="default" onClick={onClose}>
            {t("common:cancel")}
          </Button>
          <Button type="submit" loading={act.busy}>
            {t("change.save")}
          </Button>
        </div>
        {act.window}
      </form>
    </Window>
  );
}
