import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import {
  LeaveOrganisationDocument,
  type MemberLineFragment,
  NameOwnerDocument,
  type OrganisationKind,
  RemoveMemberDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useOutcomes } from "@/shared/session/outcomes";
import { useSession } from "@/shared/session/session";
import { useAct } from "@/shared/session/useAct";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { ChangeMember } from "./ChangeMember";

interface MemberActsProps {
  member: MemberLineFragment;
  kind: OrganisationKind;
  onDone: (words: string) => void;
}

type Asking = "owner" | "remove" | "leave";

/** Change, name an owner, remove; for oneself leaving. */
export function MemberActs({ member, kind, onDone }: MemberActsProps) {
  const { t } = useTranslation("members");
  const { restart } = useSession();
  const navigate = useNavigate();
  const [changing, setChanging] = useState(false);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [, nameOwner] = useTypedMutation(NameOwnerDocument);
  const [, remove] = useTypedMutation(RemoveMemberDocument);
  const [, leave] = useTypedMutation(LeaveOrganisationDocument);
  const act = useAct();
  const outcomes = useOutcomes();
  const { id, name } = member;

  async function confirm(which: Asking) {
    const done =
      which === "owner"
        ? await act.run(async () => outcomes.ofMutation(await nameOwner({ id })))
        : which === "remove"
          ? await act.run(async () => outcomes.ofMutation(await remove({ id })))
          : await act.run(async () => outcomes.ofMutation(await leave({})));
    if (!done) return;
    setAsking(null);
    if (which !== "leave") return onDone(t(`${which}.done`, { name }));
    restart();
    void navigate("/join");
  }

  function ask(which: Asking) {
    act.clear();
    setAsking(which);
  }

  const owns = member.roles.includes("OWNER");
  return (
    <div>
      {member.canChange ? (
        <Button
          size="sm"
          variant="default"
          aria-label={t("change.this", { name })}
          onClick={() => setChanging(true)}
        >
          {t("change.action")}
        </Button>
      ) : null}
      {member.canChange && !owns ? (
        <Button
          size="sm"
          variant="default"
          aria-label={t("owner.this", { name })}
          onClick={() => ask("owner")}
        >
          {t("owner.action")}
        </Button>
      ) : null}
      {member.canRemove && !member.isSelf ? (
        <Button
          size="sm"
          variant="default"
          aria-label={t("remove.this", { name })}
          onClick={() => ask("remove")}
        >
          {t("remove.action")}
        </Button>
      ) : null}
      {member.isSelf ? (
        <Button size="sm" variant="default" onClick={() => ask("leave")}>
          {t("leave.action")}
        </Button>
      ) : null}
      {changing ? (
        <ChangeMember
          member={member}
          kind={kind}
          onDone={() => {
            setChanging(false);
            onDone(t("change.done", { name }));
            if (member.isSelf) restart();
          }}
          onClose={() => setChanging(false)}
        />
      ) : null}
      {asking ? (
        <ConfirmByConsequence
          title={t(`${asking}.title`, { name })}
          consequences={(["one", "two", "three"] as const).map((which) =>
            t(`${asking}.${which}`, { name }),
          )}
          undoable={asking === "owner"}
          danger={asking !== "owner"}
          action={t(`${asking}.action`)}
          refusal={act.words ? { words: act.words, signedOut: false } : null}
          onConfirm={() => confirm(asking)}
          onClose={() => setAsking(null)}
        />
      ) : null}
      {act.window}
    </div>
  );
}
