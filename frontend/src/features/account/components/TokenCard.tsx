import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { RevokeApiTokenDocument, type TokenLineFragment } from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { formatDate, formatInstant } from "@/shared/lib/dates";
import { useOutcomes } from "@/shared/session/outcomes";
import { useAct } from "@/shared/session/useAct";
import { Chip } from "@/shared/ui/Chip";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { Facts } from "@/shared/ui/Panel";
import styles from "./TokenCard.module.css";

interface TokenCardProps {
  token: TokenLineFragment;
  onRevoked: () => void;
}

/** One token: what it may do, when it was used, and the means to end it. */
export function TokenCard({ token, onRevoked }: TokenCardProps) {
  const { t, i18n } = useTranslation("security");
  const [asking, setAsking] = useState(false);
  const [, revoke] = useTypedMutation(RevokeApiTokenDocument);
  const act = useAct();
  const outcomes = useOutcomes();
  const state = token.isActive ? "active" : token.revokedAt ? "revoked" : "expired";
  const day = (value: string) => formatDate(value, i18n.language);

  async function end() {
    const done = await act.run(async () => outcomes.ofMutation(await revoke({ id: token.id })));
    if (!done) return;
    setAsking(false);
    onRevoked();
  }

  return (
    <li className={styles.card} data-state={state}>
      <div className={styles.head}>
        <h2>{token.name}</h2>
        <Chip tone={token.isActive ? "seal" : "plain"}>{t(`tokens.${state}`)}</Chip>
        <code>{token.prefix}…</code>
      </div>
      <Facts
        rows={[
          {
            name: t("tokens.scopes"),
            value: token.scopes.map((scope) => t(`tokens.scope.${scope}.name`)).join(", "),
          },
          { name: t("tokens.created"), value: day(token.createdAt) },
          { name: t("tokens.expires"), value: day(token.expiresAt) },
          {
            name: t("tokens.lastUsed"),
            value: token.lastUsedAt
              ? formatInstant(token.lastUsedAt, i18n.language)
              : t("tokens.never"),
          },
        ]}
      />
      {token.isActive ? (
        <div>
          <Button
            variant="default"
            aria-label={t("tokens.revokeThis", { name: token.name })}
            onClick={() => {
              act.clear();
              setAsking(true);
            }}
          >
            {t("tokens.revoke")}
          </Button>
        </div>
      ) : null}
      {asking ? (
        <ConfirmByConsequence
          title={t("tokens.confirm.title", { name: token.name })}
          consequences={[t("tokens.confirm.one"), t("tokens.confirm.two")]}
          undoable={false}
          danger
          action={t("tokens.confirm.action")}
          refusal={act.words ? { words: act.words, signedOut: false } : null}
          onConfirm={end}
          onClose={() => setAsking(false)}
        />
      ) : null}
      {act.window}
    </li>
  );
}
