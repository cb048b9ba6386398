import { useEffect, useState } from "react";
import { OpenDetailDocument } from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { type Cut, fetchCut, fetchPicture, Tiles } from "./pictures";

export interface Detail {
  page: number;
  cut: Cut;
  tiles: Tiles;
}

/** Open every detail of a page once it is looked at closely; it goes with the page. */
export function useDetail(id: string, page: number, wanted: boolean): Detail | null {
  const [detail, setDetail] = useState<Detail | null>(null);
  const [, open] = useTypedMutation(OpenDetailDocument);
  useEffect(() => {
    if (!wanted) return;
    const leaving = new AbortController();
    let tiles: Tiles | null = null;
    async function begin() {
      const answer = await open({ id, page });
      const url = answer.data?.outcome?.transfer?.url;
      // What is seen at first sight stays; whoever lost the right hears of it elsewhere.
      if (!url || leaving.signal.aborted) return;
      const cut = await fetchCut(url, leaving.signal);
      if (leaving.signal.aborted) return;
      tiles = new Tiles((part, signal) => fetchPicture(url, part, signal));
      setDetail({ page, cut, tiles });
    }
    begin().catch(() => undefined);
    return () => {
      leaving.abort();
      tiles?.end();
      setDetail(null);
    };
  }, [id, page, wanted, open]);
  return detail?.page === page ? detail : null;
}
