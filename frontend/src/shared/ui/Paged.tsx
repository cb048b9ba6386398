import { Button } from "@mantine/core";
import { Fragment, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

interface PageInfo {
  hasNextPage: boolean;
  endCursor?: string | null | undefined;
}

export interface PageTurn {
  /** The cursor behind which this page begins; null for the first. */
  after: string | null;
  /** What the page before left for this one, for example the day it ended with. */
  carried: string | null;
  /** The way to the next page, drawn below the last one that was fetched. */
  more: (pageInfo: PageInfo, carry?: string) => ReactNode;
}

interface Turn {
  after: string | null;
  carried: string | null;
}

const FIRST: Turn = { after: null, carried: null };

/** A list that is fetched page by page; give it a key, so that another filter starts anew. */
export function Paged({ children }: { children: (turn: PageTurn) => ReactNode }) {
  const [turns, setTurns] = useState<Turn[]>([FIRST]);
  return turns.map(({ after, carried }, at) => (
    <Fragment key={after ?? "first"}>
      {children({
        after,
        carried,
        more: ({ hasNextPage, endCursor }, carry) =>
          at === turns.length - 1 && hasNextPage && endCursor ? (
            <MoreButton
              onMore={() =>
                setTurns((before) => [...before, { after: endCursor, carried: carry ?? null }])
              }
            />
          ) : null,
      })}
    </Fragment>
  ));
}

function MoreButton({ onMore }: { onMore: () => void }) {
  const { t } = useTranslation();
  return (
    <Button variant="default" onClick={onMore} style={{ justifySelf: "start" }}>
      {t("more")}
    </Button>
  );
}
