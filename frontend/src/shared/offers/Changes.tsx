import { useTranslation } from "react-i18next";
import type { ChangePartsFragment } from "@/shared/graphql/generated/graphql";
import { useCodeWords } from "./codeWords";
import { useOfferFieldNames } from "./fieldNames";
import styles from "./offers.module.css";

type Change = ChangePartsFragment["changes"][number];

/** Two versions word by word: added underlined, removed struck through, both also said. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  const { t } = useTranslation("review");
  const nameOf = useOfferFieldNames();
  const sayCodes = useCodeWords();
  if (changes.length === 0) return <p className={styles.noChange}>{t("changes.none")}</p>;
  return (
    <div className={styles.changes}>
      <p className={styles.legend} aria-hidden="true">
        <ins>{t("changes.added")}</ins> <del>{t("changes.removed")}</del>
      </p>
      {changes.map((change) => (
        <section key={`${change.language ?? ""}.${change.field}`} className={styles.change}>
          <h3>{nameOf(change.language ? `${change.language}.${change.field}` : change.field)}</h3>
          <p lang={change.language?.toLowerCase()}>
            {change.segments.map((segment, at) => (
              <Piece
                // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move
                key={at}
                op={segment.op}
                text={change.language ? segment.text : sayCodes(change.field, segment.text)}
              />
            ))}
          </p>
        </section>
      ))}
    </div>
  );
}

function Piece({ op, text }: Change["segments"][number]) {
  const { t } = useTranslation("review");
  if (op === "SAME") return <span>{text}</span>;
  const added = op === "ADDED";
  const words = (
    <>
      <span className="sb-hidden">{t(added ? "changes.addedHere" : "changes.removedHere")} </span>
      {text}
    </>
  );
  return added ? <ins>{words}</ins> : <del>{words}</del>;
}
