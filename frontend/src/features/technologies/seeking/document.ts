/** Reading a document to search by: texts in this window alone, other files by the server. */
import { csrfToken } from "@/shared/session/allauth";
import type { SearchedBy } from "../components/AskedBy";

/** As many characters as are searched by. */
export const LONGEST_DOCUMENT = 20_000;
/** As large a file as the server reads. */
export const LARGEST_FILE = 8 * 1024 * 1024;
const PLAIN = /\.(txt|md|markdown)$/i;

export interface Refused {
  code: string;
  message: string;
  field: string | null;
  params: { name: string; value: string }[];
}

export type Read = { by: SearchedBy } | { refused: Refused };

/** Take the first of a text's characters. */
export function textToSearchBy(text: string, name = ""): SearchedBy | null {
  const whole = text.trim();
  if (whole === "") return null;
  // as the server counts them, never in the middle of one
  const characters = [...whole];
  const isWhole = characters.length <= LONGEST_DOCUMENT;
  return { text: isWhole ? whole : characters.slice(0, LONGEST_DOCUMENT).join(""), name, isWhole };
}

/** Whether this window can read a file by itself. */
export function isPlain({ name, type }: Pick<File, "name" | "type">): boolean {
  return PLAIN.test(name) || type === "text/plain" || type === "text/markdown";
}

function refusal(code: string, params: Record<string, string> = {}): Read {
  const given = Object.entries(params).map(([name, value]) => ({ name, value }));
  return { refused: { code, message: "", field: "document", params: given } };
}

/** Read a file; nothing of it is kept anywhere. */
export async function readDocument(file: File): Promise<Read> {
  if (file.size > LARGEST_FILE) return refusal("too_large", { max: String(LARGEST_FILE) });
  const read = isPlain(file) ? await readHere(file) : await readThere(file);
  if (!("text" in read)) return read;
  const by = textToSearchBy(read.text, file.name);
  if (!by) return refusal("document_no_text");
  return { by: { ...by, isWhole: by.isWhole && read.isWhole } };
}

interface Words {
  text: string;
  isWhole: boolean;
}

async function readHere(file: File): Promise<Words | Read> {
  const bytes = await file.arrayBuffer();
  for (const encoding of ["utf-8", "euc-kr"]) {
    try {
      return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), isWhole: true };
    } catch {
      // written in another one
    }
  }
  return refusal("document_malformed");
}

async function readThere(file: File): Promise<Words | Read> {
  let answer: Response;
  try {
    answer = await fetch("/market/document", {
      method: "POST",
      credentials: "same-origin",
      headers: { "X-CSRFToken": csrfToken(), "Content-Type": "application/octet-stream" },
      body: file,
    });
  } catch {
    return refusal("offline");
  }
  if (answer.status === 401 || answer.status === 403) return refusal("unauthenticated");
  if (answer.status === 413) return refusal("too_large", { max: String(LARGEST_FILE) });
  try {
    const said = (await answer.json()) as Partial<Words> & {
      errors?: { code: string; params: Record<string, string> }[];
    };
    const [first] = said.errors ?? [];
    if (first) return refusal(first.code, first.params);
    if (answer.ok && typeof said.text === "string") {
      return { text: said.text, isWhole: said.isWhole === true };
    }
  } catch {
    // not our own answer
  }
  return refusal("document_unreadable");
}
