import { Button } from "@mantine/core";
import { type FormEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import {
  InviteMemberDocument,
  type OrganisationKind,
  type Role,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useDraft } from "@/shared/session/draft";
import { type Problem, useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { LimitedInput } from "@/shared/ui/Limited";
import styles from "./Firm.module.css";
import { RoleChecks } from "./RoleChecks";

interface Draft {
  email: string;
  roles: readonly Role[];
  signing: boolean;
}
const EMPTY: Draft = { email: "", roles: [], signing: false };

interface InviteFormProps {
  kind: OrganisationKind;
  onDone: (email: string) => void;
  onClose: () => void;
}

const FIELDS = ["email", "roles"] as const;

/** Address, roles and signing authority of somebody new. */
export function InviteForm({ kind, onDone, onClose }: InviteFormProps) {
  const { t } = useTranslation(["members", "account", "security", "common"]);
  const [draft, keep, forget] = useDraft<Draft>("invite", EMPTY);
  const { email, roles, signing } = draft;
  const [, invite] = useTypedMutation(InviteMemberDocument);
  const act = useAct(FIELDS);
  const outcomes = useOutcomes();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const typed = email.trim();
    const before: Problem[] = [];
    if (typed === "") before.push({ field: "email", words: t("account:signIn.errors.noEmail") });
    else if (!/^\S+@\S+\.\S+$/.test(typed))
      before.push({ field: "email", words: t("security:codes.invalid") });
    if (roles.length === 0) before.push({ field: "roles", words: t("invite.rolesNeeded") });
    if (before.length > 0) return act.refuse(before);
    const done = await act.run(async () =>
      outcomes.ofMutation(
        await invite({ email: typed, roles: [...roles], signingAuthority: signing }),
      ),
    );
    if (!done) return;
    forget();
    onDone(typed);
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
        ref={first}
        label={t("invite.email")}
        description={t("invite.help")}
        inputWrapperOrder={["label", "input", "description", "error"]}
        type="email"
        autoComplete="off"
        most={254}
        value={email}
        onChange={(event) => {
          keep({ email: event.currentTarget.value });
          act.clear("email");
        }}
        error={act.at("email")}
      />
      <RoleChecks
        kind={kind}
        roles={roles}
        signing={signing}
        owner={false}
        error={act.at("roles")}
        onRoles={(next) => {
          keep({ roles: next });
          act.clear("roles");
        }}
        onSigning={(next) => keep({ signing: next })}
      />
      <div className={styles.actions}>
        <Button type="submit" loading={act.busy}>
          {t("invite.submit")}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t("common:cancel")}
        </Button>
      </div>
      {act.window}
    </form>
  );
}
