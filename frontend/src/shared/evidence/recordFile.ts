interface Recorded {
  body?: string | null | undefined;
  salt?: string | null | undefined;
  leaf: string;
  proof?: string | null | undefined;
}

/** Write content, salt, leaf and proof into one file; nothing when this reader lacks a part. */
export function recordFileOf(entry: Recorded): string | null {
  const { body, salt, leaf, proof } = entry;
  if (!body || !salt || !proof) return null;
  return `${JSON.stringify({ body, salt, leaf, proof }, null, 2)}\n`;
}

/** Hand a text to the browser as a file to keep. */
export function saveText(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
