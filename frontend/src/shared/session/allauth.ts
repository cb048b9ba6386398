/** Sign-in by the browser client of the account service: session cookie and CSRF header. */

export interface FieldTrouble {
  field: string | null;
  code: string;
}

export function csrfToken(): string {
  return /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";
}

async function call(method: string, path: string, body?: unknown): Promise<Response> {
  return fetch(`/_allauth/browser/v1/${path}`, {
    method,
    credentials: "same-origin",
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken() },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

interface AllauthAnswer {
  errors?: { param?: string; code?: string }[];
  meta?: { is_authenticated?: boolean };
}

/** Return what stands in the way, or nothing when the person is signed in. */
export async function signIn(email: string, password: string): Promise<FieldTrouble[]> {
  // The first call sets the CSRF cookie when the page came from a cache without one.
  if (!csrfToken()) await call("GET", "auth/session");
  const response = await call("POST", "auth/login", { email, password });
  // 409: this browser is signed in already, in another tab.
  if (response.ok || response.status === 409) return [];
  if (response.status === 429) return [{ field: null, code: "too_many_login_attempts" }];
  const answer = (await response.json().catch(() => ({}))) as AllauthAnswer;
  const errors = answer.errors ?? [];
  if (errors.length === 0) return [{ field: null, code: "unknown" }];
  return errors.map((each) => ({ field: each.param ?? null, code: each.code ?? "unknown" }));
}

/** End the session; the answer 401 is the service's word for "signed out". */
export async function signOut(): Promise<void> {
  const response = await call("DELETE", "auth/session");
  if (!response.ok && response.status !== 401) throw new Error(`sign-out ${response.status}`);
}
