/** Ways into a deposit that were cut by a reload; kept in this tab so that a file can go on. */
import type { Way } from "@/shared/transfers/way";

const keyOf = (fileId: string) => `sealbridge.way.${fileId}`;

export function keepWay(fileId: string, way: Way): void {
  try {
    sessionStorage.setItem(keyOf(fileId), JSON.stringify(way));
  } catch {
    // The file begins anew then.
  }
}

export function keptWay(fileId: string): Way | null {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(fileId)) ?? "null") as Way | null;
  } catch {
    return null;
  }
}

export function forgetWay(fileId: string): void {
  try {
    sessionStorage.removeItem(keyOf(fileId));
  } catch {
    // Nothing was kept.
  }
}
