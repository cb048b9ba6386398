import { IconChevronRight } from "@tabler/icons-react";
import { type ReactNode, useId } from "react";
import { Link } from "react-router";
import { languageOf } from "@/shared/lib/text";
import styles from "./Errands.module.css";
import { Bar, Loading } from "./states";

export interface Errand {
  key: string;
  to: string;
  title: ReactNode;
  /** What it is, or what is asked. */
  note?: string;
  /** Until when, or for how long already. */
  due?: string | null;
  urgent?: boolean;
}

interface ErrandsProps {
  title: string;
  errands: readonly Errand[];
  loading?: boolean;
  /** One sentence where there is nothing. */
  empty?: string;
  more?: { to: string; name: string };
}

/** Things to do, each one line that leads to where it is done. */
export function Errands({ title, errands, loading = false, empty, more }: ErrandsProps) {
  const name = useId();
  return (
    <section className={styles.errands} aria-labelledby={name}>
      <header className={styles.head}>
        <h2 id={name}>{title}</h2>
        {more ? <Link to={more.to}>{more.name}</Link> : null}
      </header>
      {loading ? (
        <Loading>
          <div className={styles.outline}>
            <Bar width="64%" />
            <Bar width="48%" />
          </div>
        </Loading>
      ) : null}
      {!loading && errands.length === 0 && empty ? <p className={styles.empty}>{empty}</p> : null}
      {errands.length > 0 ? (
        <ul className={styles.list}>
          {errands.map((each) => (
            <li key={each.key}>
              <Link to={each.to}>
                <span className={styles.words}>
                  <span className={styles.title}>{each.title}</span>
                  {each.note ? (
                    <span className={styles.note} lang={languageOf(each.note)}>
                      {each.note}
                    </span>
                  ) : null}
                </span>
                {each.due ? (
                  <span className={styles.due} data-urgent={each.urgent ?? false}>
                    {each.due}
                  </span>
                ) : null}
                <IconChevronRight size={18} aria-hidden="true" />
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
