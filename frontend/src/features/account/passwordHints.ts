export const SHORTEST = 12;

export interface PasswordHints {
  long: boolean;
  own: boolean;
}

/** What can be said about a password while it is typed; lists of common ones are the server's. */
export function passwordHints(password: string, own: readonly string[]): PasswordHints {
  const lower = password.toLowerCase();
  const parts = own
    .flatMap((each) => each.toLowerCase().split(/[\s@.]+/))
    .filter((part) => [...part].length >= 3);
  return {
    long: [...password].length >= SHORTEST,
    own: password !== "" && !parts.some((part) => lower.includes(part)),
  };
}
