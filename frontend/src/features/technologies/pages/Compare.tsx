import { Button, Checkbox } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { chooseToCompare, compareAddress, readCompared } from "@/shared/comparing/compared";
import { CompareDocument, type Language } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { PageHead } from "@/shared/ui/PageHead";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import { CompareTable } from "../components/CompareTable";
import styles from "./Compare.module.css";

/** Up to five technologies side by side, each as far as the reader may see it. */
export function Compare() {
  const { t, i18n } = useTranslation(["compare", "common"]);
  const [params, setParams] = useSearchParams();
  const [onlyDifferences, setOnlyDifferences] = useState(false);
  const ids = readCompared(params);
  const [first = "", second, third, fourth, fifth] = ids;
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const [{ data, error, fetching }, again] = useTypedQuery(
    CompareDocument,
    {
      first,
      second: second ?? first,
      third: third ?? first,
      fourth: fourth ?? first,
      fifth: fifth ?? first,
      hasSecond: second !== undefined,
      hasThird: third !== undefined,
      hasFourth: fourth !== undefined,
      hasFifth: fifth !== undefined,
      language,
    },
    { pause: ids.length === 0, fresh: true },
  );
  const found = data ? [data.first, data.second, data.third, data.fourth, data.fifth] : [];
  const there = found.filter((each) => each !== null && each !== undefined);

  function leaveOut(id: string) {
    const left = ids.filter((each) => each !== id);
    chooseToCompare(left);
    setParams(new URLSearchParams(compareAddress(left).split("?")[1]), { replace: true });
  }

  return (
    <div className={styles.page}>
      <PageHead
        title={t("title")}
        lead={t("lead")}
        above={{ name: t("common:nav.market"), to: "/market" }}
      />
      {error && !data ? <ErrorState error={error} retry={again} /> : null}
      {fetching && !data ? <PageSkeleton /> : null}
      {data && there.length < ids.length ? <p className="sb-muted">{t("gone")}</p> : null}
      {there.length > 0 ? (
        <>
          {there.length > 1 ? (
            <Checkbox
              label={t("onlyDifferences")}
              checked={onlyDifferences}
              onChange={(event) => setOnlyDifferences(event.currentTarget.checked)}
            />
          ) : null}
          <CompareTable
            technologies={there}
            onlyDifferences={onlyDifferences && there.length > 1}
            onLeaveOut={leaveOut}
          />
        </>
      ) : null}
      {ids.length === 0 || (data && there.length < 2) ? (
        <Empty title={t("few")}>
          <Button component={Link} to="/market" variant="default">
            {t("toMarket")}
          </Button>
        </Empty>
      ) : null}
    </div>
  );
}
