/** What a browser forgets of a person who leaves it, in this tab and in every other one. */
import { endAllTransfers } from "@/shared/transfers/store";

const TABS = "sealbridge.leaving";
const START = "/";

function forget(): void {
  endAllTransfers();
  try {
    // What was typed in this tab is not for whoever sits down here next.
    sessionStorage.clear();
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** Begin anew at an address, with nothing of what this tab knew; the page itself is loaded again. */
export function startAfresh(address: string = window.location.href): void {
  forget();
  if (address === window.location.href) window.location.reload();
  else window.location.assign(address);
}

// One object for sending and hearing: it does not hear what it sends itself.
let tabs: BroadcastChannel | undefined;

function otherTabs(): BroadcastChannel {
  tabs ??= new BroadcastChannel(TABS);
  return tabs;
}

/** Leave for good after signing out: no other tab goes on showing what was the person's. */
export function leaveForGood(): void {
  otherTabs().postMessage("left");
  startAfresh(new URL(START, window.location.href).href);
}

/** Follow other tabs out, and do not come back from the browser's memory of pages. */
export function followOthersOut(isSomebodyHere: () => boolean): () => void {
  const comeBack = (event: PageTransitionEvent) => {
    if (event.persisted && isSomebodyHere()) window.location.reload();
  };
  otherTabs().onmessage = () => {
    if (isSomebodyHere()) startAfresh();
  };
  window.addEventListener("pageshow", comeBack);
  return () => {
    otherTabs().onmessage = null;
    window.removeEventListener("pageshow", comeBack);
  };
}
