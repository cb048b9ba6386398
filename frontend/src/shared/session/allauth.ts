/** The browser client of the account service: session cookie and CSRF header. */

export interface FieldTrouble {
  field: string | null;
  code: string;
  message?: string;
  /** How long to wait before the next try. */
  seconds?: number;
}

/** What the account service waits for next, or that it is done. */
export type PendingStep = "verify_email" | "mfa_authenticate" | "password_reset_by_code";

export interface AccountAnswer {
  /** Nothing stands in the way of this request. */
  ok: boolean;
  status: number;
  pending: PendingStep | null;
  /** Which proofs of oneself the service asks for before it does this; empty without. */
  reauthenticate: readonly ("reauthenticate" | "mfa_reauthenticate")[];
  signedOut: boolean;
  troubles: FieldTrouble[];
  data: unknown;
  meta: Record<string, unknown>;
}

interface Flow {
  id?: string;
  is_pending?: boolean;
  types?: string[];
}

interface RawError {
  param?: string;
  code?: string;
  message?: string;
  params?: Record<string, unknown>;
}

interface RawAnswer {
  errors?: RawError[];
  data?: unknown;
  meta?: Record<string, unknown>;
}

const PENDING: readonly PendingStep[] = [
  "verify_email",
  "mfa_authenticate",
  "password_reset_by_code",
];

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

function flowsOf(data: unknown): Flow[] {
  if (typeof data !== "object" || data === null) return [];
  const { flows } = data as { flows?: unknown };
  return Array.isArray(flows) ? (flows as Flow[]) : [];
}

/** Tell by which means the second step of a sign-in that is under way can be taken. */
export function secondStepTypes(data: unknown): readonly string[] {
  return flowsOf(data).find(({ id }) => id === "mfa_authenticate")?.types ?? [];
}

function troublesOf(status: number, raw: RawAnswer, needsWords: boolean): FieldTrouble[] {
  const errors = raw.errors ?? [];
  if (errors.length > 0) {
    return errors.map(({ param, code, message, params }) => {
      const seconds = Number(params?.seconds);
      return {
        field: param ?? null,
        code: code ?? "unknown",
        ...(message ? { message } : {}),
        ...(seconds > 0 ? { seconds } : {}),
      };
    });
  }
  if (!needsWords) return [];
  if (status === 429) return [{ field: null, code: "rate_limited" }];
  if (status === 409) return [{ field: null, code: "conflict" }];
  if (status === 403) return [{ field: null, code: "forbidden" }];
  return [{ field: null, code: status >= 500 ? "server" : "unknown" }];
}

/** Read an answer: 401 is the service's word for "a step is missing", which may be expected. */
export function readAnswer(status: number, raw: RawAnswer): AccountAnswer {
  const good = status >= 200 && status < 300;
  const flows = flowsOf(raw.data);
  const pending = flows.find((flow) => flow.is_pending && PENDING.some((each) => each === flow.id));
  const inside = raw.meta?.is_authenticated === true;
  const proofs = (["reauthenticate", "mfa_reauthenticate"] as const).filter(
    (id) => inside && flows.some((flow) => flow.id === id),
  );
  const step = (pending?.id ?? null) as PendingStep | null;
  const missing = status === 401 && (step !== null || proofs.length > 0 || !inside);
  return {
    ok: good,
    status,
    pending: step,
    reauthenticate: status === 401 ? proofs : [],
    signedOut: status === 401 && !inside && step === null,
    troubles: troublesOf(status, raw, !good && !missing),
    data: raw.data ?? null,
    meta: raw.meta ?? {},
  };
}

const UNREACHED: AccountAnswer = {
  ok: false,
  status: 0,
  pending: null,
  reauthenticate: [],
  signedOut: false,
  troubles: [{ field: null, code: "offline" }],
  data: null,
  meta: {},
};

/** Ask the account service; a lost network is an answer too. */
export async function askAccount(
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  body?: unknown,
): Promise<AccountAnswer> {
  try {
    // The first call sets the CSRF cookie when the page came from a cache without one.
    if (method !== "GET" && !csrfToken()) await call("GET", "auth/session");
    const response = await call(method, path, body);
    const raw = (await response.json().catch(() => ({}))) as RawAnswer;
    return readAnswer(response.status, raw);
  } catch {
    return UNREACHED;
  }
}

/** Send e-mail and password; the answer says whether a code is still asked for. */
export async function signIn(email: string, password: string): Promise<AccountAnswer> {
  const answer = await askAccount("POST", "auth/login", { email, password });
  // 409: this browser is signed in already, in another tab.
  return answer.status === 409 ? { ...answer, ok: true, troubles: [] } : answer;
}

/** End the session; the answer 401 is the service's word for "signed out". */
export async function signOut(): Promise<void> {
  const response = await call("DELETE", "auth/session");
  if (!response.ok && response.status !== 401) throw new Error(`sign-out ${response.status}`);
}
