/** What pages know of their session and of how new they are, and how to ask for all of it again. */

export interface Presence {
  /** The session ended while somebody was here. */
  ended: boolean;
  /** The way back in was asked for and stands open. */
  signingIn: boolean;
  /** How many parts of the page could not be fetched anew and stand as they were. */
  old: number;
}

type Listener = () => void;

let present: Presence = { ended: false, signingIn: false, old: 0 };
let expected = false;
const listeners = new Set<Listener>();
const askers = new Set<Listener>();

function change(part: Partial<Presence>): void {
  present = { ...present, ...part };
  for (const listener of listeners) listener();
}

export function presence(): Presence {
  return present;
}

export function onPresence(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Say whether somebody is signed in on this page, so that an answer for nobody is noticed. */
export function expectPerson(here: boolean): void {
  expected = here;
  if (!here) change({ ended: false, signingIn: false });
}

/** Take note that the server knows nobody; false where nobody was expected. */
export function nobodyKnown(): boolean {
  if (expected && !present.ended) change({ ended: true });
  return expected;
}

export function beginSigningIn(): void {
  change({ signingIn: true });
}

export function stopSigningIn(): void {
  change({ signingIn: false });
}

/** Go on after signing in again: what is on the page is asked for once more. */
export function sessionResumed(): void {
  change({ ended: false, signingIn: false });
  askAgain();
}

/** Let every part of the page ask the server again, for example for what was missed. */
export function askAgain(): void {
  for (const asker of [...askers]) asker();
}

export function onAskAgain(asker: Listener): () => void {
  askers.add(asker);
  return () => askers.delete(asker);
}

/** Count a part of the page that shows what was true before, until the returned call. */
export function standOld(): () => void {
  change({ old: present.old + 1 });
  return () => change({ old: present.old - 1 });
}
