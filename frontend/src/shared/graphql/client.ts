import {
  Client,
  type CombinedError,
  cacheExchange,
  fetchExchange,
  subscriptionExchange,
} from "urql";
import { csrfToken } from "@/shared/session/allauth";
import { startAfresh } from "@/shared/session/leaving";
import { createLiveTransport } from "./live";
import { nobodyKnown } from "./presence";

const FOR_NOBODY = JSON.stringify({
  errors: [{ message: "The session has ended.", extensions: { code: "UNAUTHENTICATED" } }],
});

const PERSON = "X-Signed-In";
const NOBODY = "no";

/**
 * Make the asking of one signed-in (or anonymous) stretch; where somebody is signed in, an answer
 * for nobody is none, and neither is one for somebody else, who signed in in another tab.
 */
export function createAsking(leave: () => void = startAfresh): typeof fetch {
  let person: string | null = null;
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    // The server then does nothing for this page in the name of somebody else.
    if (person) headers.set(PERSON, person);
    const response = await fetch(input, { ...init, headers });
    const named = response.headers.get(PERSON);
    if (named === NOBODY) return nobodyKnown() ? forNobody() : response;
    if (person && named && named !== person) {
      leave();
      return forNobody();
    }
    person ??= named;
    return response;
  };
}

function forNobody(): Response {
  return new Response(FOR_NOBODY, { headers: { "Content-Type": "application/json" } });
}

/** Make the one client of a signed-in (or anonymous) stretch; a new one starts with no cache. */
export function createClient(): Client {
  const live = createLiveTransport();
  return new Client({
    url: "/graphql",
    preferGetMethod: false,
    fetch: createAsking(),
    requestPolicy: "cache-first",
    fetchOptions: () => ({
      credentials: "same-origin",
      headers: {
        "X-CSRFToken": csrfToken(),
        accept: "application/graphql-response+json, application/json",
      },
    }),
    exchanges: [
      cacheExchange,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: (request) => ({
          subscribe: (sink) => ({
            unsubscribe: live.subscribe(
              {
                query: request.query ?? "",
                variables: request.variables as Record<string, unknown>,
              },
              sink,
            ),
          }),
        }),
      }),
    ],
  });
}

export type Trouble = "sign_in" | "forbidden" | "offline" | "search" | "server";

/** Sort an error into what a person can do about it. */
export function troubleOf(error: CombinedError): Trouble {
  if (error.networkError && error.graphQLErrors.length === 0) {
    // What stands before the server answers in the server's place when that is down.
    return (responseOf(error)?.status ?? 0) >= 500 ? "server" : "offline";
  }
  const codes = error.graphQLErrors.map((each) => String(each.extensions.code ?? ""));
  if (codes.includes("UNAUTHENTICATED")) return "sign_in";
  if (codes.includes("FORBIDDEN")) return "forbidden";
  if (codes.includes("search_unavailable")) return "search";
  return "server";
}

function responseOf(error: CombinedError): Response | undefined {
  return error.response as Response | undefined;
}

/** Find the reference under which the server wrote the error down. */
export function referenceOf(error: CombinedError): string | null {
  for (const each of error.graphQLErrors) {
    const given = each.extensions.reference;
    if (typeof given === "string") return given;
    const found = /Reference: (\S+?)\.?$/.exec(each.message);
    if (found?.[1]) return found[1];
  }
  return responseOf(error)?.headers?.get("X-Request-ID") ?? null;
}
