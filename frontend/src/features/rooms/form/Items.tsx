import { Button } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { jumpTo } from "@/shared/drafting/jump";
import { TextField } from "@/shared/drafting/TextField";
import styles from "./form.module.css";
import { ITEM_LIMITS, type ItemDraft, newItem } from "./requestDraft";

interface ItemsProps {
  items: readonly ItemDraft[];
  most: number;
  /** Items of which the server says that they ask for everything. */
  broad: ReadonlySet<string>;
  faultOf: (field: string) => string | null;
  onChange: (items: ItemDraft[]) => void;
}

/** What is asked for, one document or drawing after the other, each with what it is needed for. */
export function Items({ items, most, broad, faultOf, onChange }: ItemsProps) {
  const { t } = useTranslation("request");
  const change = (key: string, part: Partial<ItemDraft>) =>
    onChange(items.map((each) => (each.key === key ? { ...each, ...part } : each)));

  function add() {
    const fresh = newItem();
    onChange([...items, fresh]);
    jumpTo(`item-${fresh.key}`);
  }

  return (
    <>
      <ol className={styles.items}>
        {items.map(({ key, words, purpose }, index) => {
          const at = index + 1;
          return (
            <li key={key}>
              <div className={styles.itemHead}>
                <h3>{t("form.itemTitle", { at })}</h3>
                {items.length > 1 ? (
                  <Button
                    variant="subtle"
                    color="gray"
                    size="compact-md"
                    leftSection={<IconTrash size={16} aria-hidden="true" />}
                    aria-label={t("form.dropItem", { at })}
                    onClick={() => onChange(items.filter((each) => each.key !== key))}
                  >
                    {t("form.drop")}
                  </Button>
                ) : null}
              </div>
              <TextField
                name={`item-${key}`}
                label={t("field.item", { at })}
                help={t("help.item")}
                example={t("example.item")}
                value={words}
                max={ITEM_LIMITS.words}
                watched={false}
                needed
                error={broad.has(key) ? t("fault.broad") : faultOf(`item-${key}`)}
                onChange={(value) => change(key, { words: value })}
              />
              <TextField
                name={`purpose-${key}`}
                label={t("field.itemPurpose", { at })}
                help={t("help.itemPurpose")}
                example={t("example.itemPurpose")}
                value={purpose}
                max={ITEM_LIMITS.purpose}
                lines={2}
                watched={false}
                needed
                error={faultOf(`purpose-${key}`)}
                onChange={(value) => change(key, { purpose: value })}
              />
            </li>
          );
        })}
      </ol>
      {items.length < most ? (
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden="true" />}
          onClick={add}
        >
          {t("form.addItem")}
        </Button>
      ) : (
        <p className="sb-small sb-muted">{t("form.most", { most })}</p>
      )}
    </>
  );
}
