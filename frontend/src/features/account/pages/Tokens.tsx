import { Button } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiTokensDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { AccountPlaces } from "@/shared/session/AccountPlaces";
import { Guarded } from "@/shared/session/Guarded";
import { Done } from "@/shared/session/Trouble";
import { PageHead } from "@/shared/ui/PageHead";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import styles from "../components/Form.module.css";
import { NewToken } from "../components/NewToken";
import { PlainToken } from "../components/PlainToken";
import { TokenCard } from "../components/TokenCard";
import list from "../components/TokenCard.module.css";

/** Tokens for programs of one's own. */
export function Tokens() {
  const { t } = useTranslation("security");
  return (
    <div className={styles.page}>
      <PageHead title={t("tokens.title")} lead={t("tokens.lead")} />
      <AccountPlaces />
      <Guarded>
        <TokenList />
      </Guarded>
    </div>
  );
}

function TokenList() {
  const { t } = useTranslation("security");
  const [{ data, error }, again] = useTypedQuery(ApiTokensDocument, {}, { fresh: true });
  const [open, setOpen] = useState(false);
  const [plain, setPlain] = useState<string | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const backToOpener = () => setTimeout(() => opener.current?.focus());

  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) return <PageSkeleton />;
  const tokens = data.apiTokens;
  return (
    <>
      <Done words={said} />
      {plain ? (
        <PlainToken
          value={plain}
          onKept={() => {
            setPlain(null);
            backToOpener();
          }}
        />
      ) : null}
      {open ? (
        <NewToken
          onMade={(value) => {
            setOpen(false);
            setPlain(value);
            setSaid(null);
            again();
          }}
          onClose={() => {
            setOpen(false);
            backToOpener();
          }}
        />
      ) : null}
      {!open && !plain ? (
        <div className={styles.actions}>
          <Button ref={opener} onClick={() => setOpen(true)}>
            {t("tokens.new")}
          </Button>
        </div>
      ) : null}
      {tokens.length === 0 && !open && !plain ? <Empty title={t("tokens.empty")} /> : null}
      {tokens.length > 0 ? (
        <ul className={list.list}>
          {tokens.map((token) => (
            <TokenCard
              key={token.id}
              token={token}
              onRevoked={() => {
                setSaid(t("tokens.done", { name: token.name }));
                again();
                backToOpener();
              }}
            />
          ))}
        </ul>
      ) : null}
    </>
  );
}
