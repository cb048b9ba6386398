import { useTranslation } from "react-i18next";
import { Window } from "@/shared/ui/Window";
import type { Place } from "./navigation";
import styles from "./Shortcuts.module.css";

interface ShortcutListProps {
  /** The places of the person's own rail. */
  places: readonly Place[];
  onClose: () => void;
}

/** The list of keys behind `?`. */
export function ShortcutList({ places, onClose }: ShortcutListProps) {
  const { t } = useTranslation();
  const ways = [
    ...places.map(({ letter, words }) => ({ letter, words: t(`nav.${words}`) })),
    { letter: "i", words: t("shortcuts.notifications") },
    ...(places.some(({ words }) => words === "verify")
      ? []
      : [{ letter: "k", words: t("nav.verify") }]),
    { letter: "g", words: t("nav.glossary") },
  ];
  const rows = [
    { keys: ["Ctrl / ⌘", "K"], words: t("shortcuts.search"), between: "+" },
    { keys: ["/"], words: t("shortcuts.field"), between: "" },
    { keys: ["J"], words: t("shortcuts.nextResult"), between: "" },
    { keys: ["K"], words: t("shortcuts.previousResult"), between: "" },
    { keys: ["Enter"], words: t("shortcuts.openResult"), between: "" },
    { keys: ["C"], words: t("shortcuts.compareResult"), between: "" },
    ...ways.map(({ letter, words }) => ({
      keys: ["G", letter.toUpperCase()],
      words: t("shortcuts.goTo", { place: words }),
      between: t("shortcuts.then"),
    })),
    { keys: ["?"], words: t("shortcuts.help"), between: "" },
    { keys: ["Esc"], words: t("shortcuts.close"), between: "" },
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
                  {at > 0 ? <span className="sb-muted"> {row.between} </span> : null}
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
