import { useTranslation } from "react-i18next";
import { Window } from "@/shared/ui/Window";
import styles from "./Shortcuts.module.css";

/** The list of keys behind `?`. */
export function ShortcutList({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const rows = [
    { keys: ["Ctrl / ⌘", "K"], words: t("shortcuts.search") },
    { keys: ["G", "H"], words: t("shortcuts.home"), inTurn: true },
    { keys: ["G", "M"], words: t("shortcuts.market"), inTurn: true },
    { keys: ["G", "D"], words: t("shortcuts.deals"), inTurn: true },
    { keys: ["G", "R"], words: t("shortcuts.records"), inTurn: true },
    { keys: ["G", "V"], words: t("shortcuts.verify"), inTurn: true },
    { keys: ["?"], words: t("shortcuts.help") },
    { keys: ["Esc"], words: t("shortcuts.close") },
  ];
  return (
    <Window title={t("shortcuts.title")} onClose={onClose}>
      <dl className={styles.list}>
        {rows.map((row) => (
          <div key={row.words}>
            <dt>{row.words}</dt>
            <dd>
              {row.keys.map((key, at) => (
                <span key={key}>
                  {at > 0 ? (
                    <span className="sb-muted"> {row.inTurn ? t("shortcuts.then") : "+"} </span>
                  ) : null}
                  <kbd>{key}</kbd>
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Window>
  );
}
