/** Which one button of a page is the primary one, as the server says what comes next. */
import type { Standing } from "@/shared/deals/DealContext";
import type { DataRequestPartsFragment } from "@/shared/graphql/generated/graphql";

/** `write`, an item's id, or null where the next step is elsewhere or somebody else's. */
export function leadingAct(
  standing: Pick<Standing, "act" | "place" | "canAct">,
  requests: readonly Pick<DataRequestPartsFragment, "items">[],
): string | null {
  if (standing.place !== "DOCUMENTS" || !standing.canAct) return null;
  if (standing.act === "WRITE_REQUEST") return "write";
  const items = requests.flatMap((each) => each.items);
  const found =
    standing.act === "DECIDE_ITEMS"
      ? items.find(({ canGrant }) => canGrant)
      : items.find(({ canOpen }) => canOpen);
  return found?.id ?? null;
}
