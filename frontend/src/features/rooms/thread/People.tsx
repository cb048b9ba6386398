import { useTranslation } from "react-i18next";
import type { RoomPartsFragment } from "@/shared/graphql/generated/graphql";
import { Chip } from "@/shared/ui/Chip";
import { useFirms } from "./firms";
import styles from "./thread.module.css";

const SIDES = ["SELLER", "BUYER", "COORDINATOR"] as const;

/** Who reads this room now, by firm; whoever the NDA names is marked. */
export function People({ room }: { room: RoomPartsFragment }) {
  const { t } = useTranslation(["room", "terms"]);
  const { nameOf } = useFirms();
  return (
    <section className={styles.people} aria-labelledby="room-people">
      <h2 id="room-people">{t("people.title")}</h2>
      {SIDES.map((side) => {
        const here = room.people.filter((each) => each.side === side);
        if (here.length === 0) return null;
        return (
          <div key={side}>
            <h3>{nameOf(side)}</h3>
            <ul>
              {here.map((each) => (
                <li key={`${each.name}${each.roles.join()}${each.isYou}`}>
                  <span className={styles.person}>
                    {each.isYou ? t("people.you", { name: each.name }) : each.name}
                    <small>{each.roles.map((role) => t(`terms:role.${role}`)).join(", ")}</small>
                  </span>
                  {each.isHolder ? <Chip tone="seal">{t("people.holder")}</Chip> : null}
                </li>
              ))}
            </ul>
          </div>
        );
      })}
      <p className="sb-tiny sb-muted">
        {t(room.side === "COORDINATOR" ? "people.noteCoordinator" : "people.note")}
      </p>
    </section>
  );
}
