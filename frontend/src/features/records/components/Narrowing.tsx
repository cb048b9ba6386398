import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { formatMonth } from "@/shared/lib/dates";
import { type Asked, addressOf, HAPPENINGS, monthsUntil } from "../address";
import styles from "./Narrowing.module.css";

const MONTHS = 24;

/** What happened and in which month; both stand in the address. */
export function Narrowing({ asked }: { asked: Asked }) {
  const { t, i18n } = useTranslation("records");
  const navigate = useNavigate();
  const months = monthsUntil(new Date(), MONTHS);
  if (asked.month && !months.includes(asked.month)) months.push(asked.month);
  function choose(part: Partial<Asked>) {
    void navigate(addressOf({ ...asked, ...part }), { replace: true });
  }
  return (
    <div className={styles.narrowing}>
      <NativeSelect
        label={t("what.label")}
        value={asked.what ?? ""}
        onChange={({ currentTarget: { value } }) =>
          choose({ what: HAPPENINGS.find((each) => each === value) ?? null })
        }
        data={[
          { value: "", label: t("what.all") },
          ...HAPPENINGS.map((each) => ({ value: each, label: t(`what.${each}`) })),
        ]}
      />
      <NativeSelect
        label={t("month.label")}
        value={asked.month ?? ""}
        onChange={({ currentTarget: { value } }) => choose({ month: value || null })}
        data={[
          { value: "", label: t("month.all") },
          ...months.map((each) => ({ value: each, label: formatMonth(each, i18n.language) })),
        ]}
      />
    </div>
  );
}
