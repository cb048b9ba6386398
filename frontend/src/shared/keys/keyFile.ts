/** The file that holds a secret key, in the form that `age-keygen` writes and `age` reads. */

const SECRET = /^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/;
/** Larger files are no key files, and are not read. */
export const LARGEST_KEY_FILE = 64 * 1024;

export interface AgeKey {
  /** `AGE-SECRET-KEY-1…`; it never leaves this browser but as a file. */
  secret: string;
  /** `age1…`, which may be known to everybody. */
  recipient: string;
}

/** Write the file; `head` says in the reader's language what it is. */
export function keyFileText(key: AgeKey, head: readonly string[], made: Date): string {
  const comments = [
    ...head,
    `created: ${made.toISOString().slice(0, 19)}Z`,
    `public key: ${key.recipient}`,
  ];
  return `${comments.map((line) => `# ${line}\n`).join("")}${key.secret}\n`;
}

/** Name the file so that several keys can lie beside each other, and so that it names no firm. */
export function keyFileName(recipient: string): string {
  return `sealbridge-key-${recipient.slice(-8)}.txt`;
}

/** Find the secret keys in a file; none where it is no key file. */
export function secretsIn(text: string): string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim().toUpperCase());
  return [...new Set(lines.filter((line) => SECRET.test(line)))];
}
