import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { MarketSpellingDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { readAddress, writeAddress } from "../address";
import styles from "./DidYouMean.module.css";

interface DidYouMeanProps {
  text: string;
}

/** The text as offers spell it, where hardly an offer holds it as it was typed. */
export function DidYouMean({ text }: DidYouMeanProps) {
  const { t } = useTranslation("market");
  const { search } = useLocation();
  const [{ data }] = useTypedQuery(MarketSpellingDocument, { text });
  const meant = data?.marketSpelling;
  // where little is found, a word may be missing that offers use instead
  if (!meant) {
    return (
      <p className={styles.meant}>
        <Link to="/words">{t("spelling.propose")}</Link>
      </p>
    );
  }
  const address = { ...readAddress(new URLSearchParams(search)), text: meant };
  return (
    <p role="status" className={styles.meant}>
      {t("spelling.question")}{" "}
      <Link to={`/market?${writeAddress(address)}`} translate="no">
        {meant}
      </Link>
    </p>
  );
}
