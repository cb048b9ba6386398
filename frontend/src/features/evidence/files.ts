/** Files that a person drops: a record file, a proof file, or both parts apart. */
import { parseRecordFile } from "@/shared/evidence/check";

export interface PartsGiven {
  proof: string;
  body: string;
  salt: string;
  leaf: string;
}

export const EMPTY_PARTS: PartsGiven = { proof: "", body: "", salt: "", leaf: "" };
const LARGEST = 256 * 1024;

interface Trouble {
  code: "tooLarge" | "unreadable";
  name: string;
}

export interface Read {
  parts: PartsGiven;
  trouble: Trouble | null;
}

/** Take what the files hold into the parts; on the first unusable file nothing is taken. */
export async function readFiles(files: readonly File[], before: PartsGiven): Promise<Read> {
  let parts = before;
  for (const file of files) {
    if (file.size > LARGEST)
      return { parts: before, trouble: { code: "tooLarge", name: file.name } };
    const text = await file.text();
    if (text.startsWith("c2sp.org/tlog-proof@v1")) {
      parts = { ...parts, proof: text };
      continue;
    }
    const record = parseRecordFile(text);
    if (!record) return { parts: before, trouble: { code: "unreadable", name: file.name } };
    parts = record;
  }
  return { parts, trouble: null };
}
