import { IconChevronDown } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { SuggestionPartsFragment } from "@/shared/graphql/generated/graphql";
import { koreanDay } from "@/shared/offers/koreanDay";
import styles from "./SetAside.module.css";
import { UndoButton } from "./UndoButton";

type Item = SuggestionPartsFragment["setAside"][number];

interface SetAsideProps {
  demandId: string;
  items: readonly Item[];
  onUndone: (title: string) => void;
}

/** What the firm set aside, why, and the way back for each. */
export function SetAside({ demandId, items, onUndone }: SetAsideProps) {
  const { t } = useTranslation("suggest");
  if (items.length === 0) return null;
  return (
    <details className={styles.aside}>
      <summary>
        {t("aside.list", { count: items.length })}
        <IconChevronDown size={16} aria-hidden="true" />
      </summary>
      <ul>
        {items.map((item) => (
          <Row key={item.technology.id} demandId={demandId} item={item} onUndone={onUndone} />
        ))}
      </ul>
    </details>
  );
}

function Row({ demandId, item, onUndone }: Omit<SetAsideProps, "items"> & { item: Item }) {
  const { t, i18n } = useTranslation(["suggest", "market"]);
  const { technology, judgement } = item;
  const { card, summary } = technology;
  const title = summary?.title || card.area || t("market:untitledPlain");

  return (
    <li>
      <div>
        <Link to={`/technologies/${technology.id}`} lang={(summary ?? card).language.toLowerCase()}>
          {title}
        </Link>
        <p className="sb-small">
          {t(`reason.${judgement.reason}`)}
          {judgement.note ? `: ${judgement.note}` : ""}
        </p>
        <p className="sb-tiny sb-muted">
          {t("aside.on", { day: koreanDay(judgement.judgedAt, i18n.language) })}
        </p>
      </div>
      <UndoButton
        demandId={demandId}
        technologyId={technology.id}
        title={title}
        onUndone={() => onUndone(title)}
      />
    </li>
  );
}
