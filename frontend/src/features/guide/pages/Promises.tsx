import { IconCheck, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useHashInView } from "@/shared/lib/useHashInView";
import { PageHead } from "@/shared/ui/PageHead";
import styles from "./Promises.module.css";

const PROVES = ["one", "two", "three", "four"] as const;
const CANNOT = ["one", "two", "three", "four"] as const;
const READERS = [
  "card",
  "summary",
  "demand",
  "draft",
  "deposit",
  "nda",
  "document",
  "payment",
  "record",
] as const;

/** What is proven, what cannot be done, who stands where, and who can open what. */
export function Promises() {
  const { t } = useTranslation("promises");
  useHashInView();
  return (
    <div className={styles.page}>
      <PageHead title={t("title")} lead={t("lead")} />
      <section>
        <h2>{t("proves.title")}</h2>
        <ul className={styles.list} data-kind="proves">
          {PROVES.map((each) => (
            <li key={each}>
              <IconCheck size={20} aria-hidden="true" />
              {t(`proves.${each}`)}
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{t("cannot.title")}</h2>
        <ul className={styles.list} data-kind="cannot">
          {CANNOT.map((each) => (
            <li key={each}>
              <IconX size={20} aria-hidden="true" />
              {t(`cannot.${each}`)}
            </li>
          ))}
        </ul>
      </section>
      <section id="order">
        <h2>{t("order.title")}</h2>
        <p>{t("order.body")}</p>
      </section>
      <section>
        <h2>{t("who.title")}</h2>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t("who.what")}</th>
              <th scope="col">{t("who.reader")}</th>
            </tr>
          </thead>
          <tbody>
            {READERS.map((each) => (
              <tr key={each}>
                <th scope="row">{t(`who.${each}`)}</th>
                <td>{t(`who.${each}Reader`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section>
        <h2>{t("operator.title")}</h2>
        <p>{t("operator.body")}</p>
      </section>
    </div>
  );
}
