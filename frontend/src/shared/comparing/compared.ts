/** The technologies chosen to be compared; they stay while the window is open. */
import { useSyncExternalStore } from "react";

/** As many as stand side by side. */
export const MOST_COMPARED = 5;
const PLACE = "sealbridge:compared";
const ID = /^[\w-]{22}$/;

let chosen: readonly string[] | null = null;
const listeners = new Set<() => void>();

function soundIds(ids: readonly string[]): string[] {
  return [...new Set(ids)].filter((each) => ID.test(each)).slice(0, MOST_COMPARED);
}

function kept(): readonly string[] {
  try {
    return soundIds((sessionStorage.getItem(PLACE) ?? "").split(","));
  } catch {
    return [];
  }
}

function compared(): readonly string[] {
  chosen ??= kept();
  return chosen;
}

/** Choose other technologies. */
export function chooseToCompare(ids: readonly string[]): void {
  chosen = soundIds(ids);
  try {
    sessionStorage.setItem(PLACE, chosen.join(","));
  } catch {
    // where nothing can be kept, the choice lasts as long as the page
  }
  for (const each of listeners) each();
}

/** Choose a technology, or leave it out again. */
export function toggleCompared(id: string): void {
  const before = compared();
  chooseToCompare(before.includes(id) ? before.filter((each) => each !== id) : [...before, id]);
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const NONE: readonly string[] = [];

/** Follow what is chosen. */
export function useCompared(): readonly string[] {
  return useSyncExternalStore(listen, compared, () => NONE);
}

/** Read the technologies that an address names. */
export function readCompared(params: URLSearchParams): string[] {
  return soundIds((params.get("ids") ?? "").split(","));
}

/** Write the address under which technologies stand side by side. */
export function compareAddress(ids: readonly string[]): string {
  return `/market/compare?ids=${ids.join(",")}`;
}
