import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import {
  DepositDemandsDocument,
  type DepositPartsFragment,
  type Language,
} from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { Chip } from "@/shared/ui/Chip";
import { Panel } from "@/shared/ui/Panel";
import styles from "../pages/Vault.module.css";

/** Which demands of the firm are sealed with a deposit, and where the next one is. */
export function NamedIn({ deposit }: { deposit: DepositPartsFragment }) {
  const { t, i18n } = useTranslation(["vault", "terms"]);
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const [{ data }] = useTypedQuery(
    DepositDemandsDocument,
    { id: deposit.id, language },
    { fresh: true },
  );
  if (!data) return null;
  const demands = data.depositDemands;
  return (
    <Panel title={t("asking.namedIn.title")}>
      {demands.length > 0 ? (
        <ul className={styles.named}>
          {demands.map(({ id, state, text }) => (
            <li key={id}>
              <Link to={`/demands/${id}`} lang={text.language.toLowerCase()}>
                {text.title || t("asking.purpose.untitled")}
              </Link>
              <Chip tone={state === "PUBLISHED" ? "seal" : "amber"}>
                {t(`terms:demandState.${state}`)}
              </Chip>
            </li>
          ))}
        </ul>
      ) : (
        <p>{t("asking.namedIn.none")}</p>
      )}
      {deposit.canSealDemand ? (
        <p className="sb-small">
          {t("asking.namedIn.how")}{" "}
          <Link to="/demands?mine=1">{t("asking.namedIn.toDemands")}</Link>
        </p>
      ) : null}
    </Panel>
  );
}
