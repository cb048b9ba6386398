import { lazy, Suspense, useEffect } from "react";
import { useLocation } from "react-router";
import { wantWorkWords } from "@/shared/i18n/setup";
import { useSession } from "@/shared/session/session";
import { endAllTransfers, useTransfers } from "@/shared/transfers/store";

// Comes when the first file moves, with the words of those who have signed in.
const TransferList = lazy(async () => {
  const [file] = await Promise.all([import("./TransferList"), wantWorkWords()]);
  return { default: file.TransferList };
});

/** Files that move while one is on another page; nothing without them. */
export function TransferTray() {
  const { viewer } = useSession();
  const { pathname } = useLocation();
  const elsewhere = useTransfers().filter(({ place }) => place !== pathname);
  const person = viewer?.id;
  // What somebody began is not for whoever signs in next.
  useEffect(() => (person ? endAllTransfers : undefined), [person]);
  if (elsewhere.length === 0) return null;
  return (
    <Suspense>
      <TransferList rows={elsewhere} />
    </Suspense>
  );
}
