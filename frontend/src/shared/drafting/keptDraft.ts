/** What was typed and is not yet with the server, kept in this tab through a reload or a sign-in. */
export interface KeptDraft<Content> {
  /** The person who typed it; nobody else in this browser gets to see it. */
  owner: string;
  revision: number | null;
  requestId: string;
  /** Whether the server may already hold a draft of this request. */
  sent: boolean;
  base: Content;
  content: Content;
}

function keyOf(name: string): string {
  return `sealbridge.draft.${name}`;
}

/** Read what was kept; another person's text is thrown away instead. */
export function readKept<Content>(name: string, owner: string): KeptDraft<Content> | null {
  try {
    const text = sessionStorage.getItem(keyOf(name));
    if (text === null) return null;
    const kept = JSON.parse(text) as KeptDraft<Content>;
    if (kept.owner === owner) return kept;
    sessionStorage.removeItem(keyOf(name));
  } catch {
    // A browser that keeps nothing, or a text of an older shape: there is nothing to bring back.
  }
  return null;
}

export function keepDraft<Content>(name: string, kept: KeptDraft<Content>): void {
  try {
    sessionStorage.setItem(keyOf(name), JSON.stringify(kept));
  } catch {
    // The server still gets it a moment later.
  }
}

export function forgetDraft(name: string): void {
  try {
    sessionStorage.removeItem(keyOf(name));
  } catch {
    // Nothing was kept.
  }
}
