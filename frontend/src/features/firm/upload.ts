/** Sending a document with its progress, which only the older request of browsers tells. */
import type { FirmDocumentKind } from "@/shared/graphql/generated/graphql";
import { csrfToken } from "@/shared/session/allauth";

export const LARGEST = 8 * 1024 * 1024;
export const ACCEPTED = ["application/pdf", "image/jpeg", "image/png"] as const;

export type UploadFault = "too_large" | "wrong_type" | "empty";

/** Find what is wrong with a file before a byte of it is sent. */
export function fileFault(file: Pick<File, "size" | "type">): UploadFault | null {
  if (file.size === 0) return "empty";
  if (file.size > LARGEST) return "too_large";
  return ACCEPTED.some((each) => each === file.type) ? null : "wrong_type";
}

export interface UploadProblem {
  code: string;
  message: string;
}

export type UploadEnd =
  | { kind: "done" }
  | { kind: "stopped" }
  | { kind: "signed_out" }
  | { kind: "refused"; problem: UploadProblem };

interface Upload {
  end: Promise<UploadEnd>;
  stop: () => void;
}

function problemOf(text: string, status: number): UploadProblem {
  try {
    const { errors } = JSON.parse(text) as { errors?: UploadProblem[] };
    const first = errors?.[0];
    if (first) return first;
  } catch {
    // Not our own answer; the status has to do.
  }
  return {
    code: status === 429 ? "rate_limited" : status >= 500 ? "server" : "unknown",
    message: "",
  };
}

/** Send a document of the firm check; `onProgress` is told the bytes that have left. */
export function uploadDocument(
  kind: FirmDocumentKind,
  file: File,
  onProgress: (sent: number) => void,
): Upload {
  const request = new XMLHttpRequest();
  const end = new Promise<UploadEnd>((resolve) => {
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onerror = () => resolve({ kind: "refused", problem: { code: "offline", message: "" } });
    request.onabort = () => resolve({ kind: "stopped" });
    request.onload = () => {
      if (request.status === 201) resolve({ kind: "done" });
      else if (request.status === 401) resolve({ kind: "signed_out" });
      else resolve({ kind: "refused", problem: problemOf(request.responseText, request.status) });
    };
  });
  const name = encodeURIComponent(file.name);
  request.open("POST", `/firm-check/documents?kind=${kind}&name=${name}`);
  request.setRequestHeader("X-CSRFToken", csrfToken());
  request.setRequestHeader("Content-Type", file.type);
  request.send(file);
  return { end, stop: () => request.abort() };
}

/** Say a size as people read it. */
export function sizeWords(bytes: number, language: string): string {
  const mega = bytes >= 1024 * 1024;
  const value = bytes / (mega ? 1024 * 1024 : 1024);
  const figures = new Intl.NumberFormat(language, {
    maximumFractionDigits: mega ? 1 : 0,
  }).format(Math.max(value, mega ? 0 : 1));
  return `${figures} ${mega ? "MB" : "kB"}`;
}
