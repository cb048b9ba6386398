import { Popover, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./PageList.module.css";

interface PageListProps {
  page: number;
  first: number;
  last: number;
  seen: ReadonlySet<number>;
  onPage: (page: number) => void;
}

/** All pages by their numbers, with those that were seen since the document was opened. */
export function PageList({ page, first, last, seen, onPage }: PageListProps) {
  const { t } = useTranslation("viewer");
  const [open, setOpen] = useState(false);
  const numbers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return (
    <Popover opened={open} onChange={setOpen} withinPortal={false} trapFocus position="bottom">
      <Popover.Target>
        <UnstyledButton
          className={styles.target ?? ""}
          aria-label={t("list", { last })}
          onClick={() => setOpen(!open)}
        >
          {t("of", { last })}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={styles.list ?? ""} aria-label={t("pageList")}>
        {numbers.map((each) => (
          <UnstyledButton
            key={each}
            className={styles.page ?? ""}
            data-seen={seen.has(each)}
            aria-current={each === page ? "page" : undefined}
            aria-label={t(seen.has(each) ? "seenPage" : "toPage", { page: each })}
            onClick={() => {
              setOpen(false);
              onPage(each);
            }}
          >
            {each}
          </UnstyledButton>
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}
