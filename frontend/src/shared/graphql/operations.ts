import { useCallback, useEffect, useRef, useState } from "react";
import {
  type AnyVariables,
  type Client,
  type DocumentInput,
  type UseQueryState,
  useClient,
  useMutation,
  useQuery,
  useSubscription,
} from "urql";
import { troubleOf } from "./client";
import type { TypedDocumentString } from "./generated/graphql";
import { onAskAgain, standOld } from "./presence";

function textOf<Result, Variables extends AnyVariables>(
  document: TypedDocumentString<Result, Variables>,
): DocumentInput<Result, Variables> {
  return document.toString() as unknown as DocumentInput<Result, Variables>;
}

interface QueryOptions {
  pause?: boolean;
  fresh?: boolean;
}

/** Let a hook ask once more whenever the whole page does. */
function useAskedAgain(ask: () => void): void {
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => onAskAgain(() => latest.current()), []);
}

/**
 * Keep what was there while it cannot be fetched anew: the page stands as it was, with whatever is
 * being written in it, and the bar above says so. What is forbidden now goes.
 */
function useWhatWasThere<Result, Variables extends AnyVariables>(
  state: UseQueryState<Result, Variables>,
): UseQueryState<Result, Variables> {
  const client = useClient();
  const good = useRef<{ client: Client; key: number; data: Result } | null>(null);
  const { data, error, fetching, operation } = state;
  const missing = data === undefined || data === null;
  if (operation && !error && !missing) good.current = { client, key: operation.key, data };
  if (error && troubleOf(error) === "forbidden") good.current = null;
  const before = good.current;
  const same = before !== null && before.client === client && before.key === operation?.key;
  // asked again after a failure, the library has forgotten what was there before
  const stands = same && (error !== undefined || (fetching && missing));
  const old = stands && error !== undefined;
  useEffect(() => (old ? standOld() : undefined), [old]);
  if (!stands) return state;
  const { error: _, ...rest } = state;
  return { ...rest, data: before.data };
}

/** Run a typed query; `fresh` asks the server again while showing what is there. */
export function useTypedQuery<Result, Variables extends AnyVariables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  options: QueryOptions = {},
): [UseQueryState<Result, Variables>, () => void] {
  const [state, execute] = useQuery<Result, Variables>({
    query: textOf(document),
    variables,
    pause: options.pause ?? false,
    requestPolicy: options.fresh ? "cache-and-network" : "cache-first",
  } as Parameters<typeof useQuery<Result, Variables>>[0]);
  const again = () => execute({ requestPolicy: "network-only" });
  useAskedAgain(() => {
    if (!options.pause) again();
  });
  return [useWhatWasThere(state), again];
}

/** Ask before the page stands that will; it then finds the answer there, or on its way. */
export async function askAhead<Result, Variables extends AnyVariables>(
  client: Client,
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Promise<void> {
  await client.query<Result, Variables>(textOf(document), variables).toPromise();
}

/** Run a typed mutation. */
export function useTypedMutation<Result, Variables extends AnyVariables>(
  document: TypedDocumentString<Result, Variables>,
) {
  return useMutation<Result, Variables>(textOf(document));
}

/** Follow a typed subscription; the last value is the state. */
export function useTypedSubscription<Result, Variables extends AnyVariables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  options: { pause?: boolean } = {},
) {
  const [state, execute] = useSubscription<Result, Result, Variables>({
    query: textOf(document),
    variables,
    pause: options.pause ?? false,
  } as Parameters<typeof useSubscription<Result, Result, Variables>>[0]);
  useAskedAgain(() => {
    if (state.error && !options.pause) execute();
  });
  return state;
}

/** Give a function that asks the server once, past every cache. */
export function useTypedFetch<Result, Variables extends AnyVariables>(
  document: TypedDocumentString<Result, Variables>,
) {
  const client = useClient();
  return useCallback(
    (variables: Variables) =>
      client
        .query<Result, Variables>(textOf(document), variables, { requestPolicy: "network-only" })
        .toPromise(),
    [client, document],
  );
}

/**
 * Follow a typed subscription value by value; none is passed over, however fast they come.
 *
 * @param variables Nothing follows while they are null.
 */
export function useTypedFollow<Result, Variables extends AnyVariables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables | null,
  onValue: (value: Result) => void,
): void {
  const client = useClient();
  const latest = useRef(onValue);
  latest.current = onValue;
  const key = JSON.stringify(variables);
  const broken = useRef(false);
  const [tries, setTries] = useState(0);
  useAskedAgain(() => {
    if (broken.current) setTries((before) => before + 1);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try follows anew
  useEffect(() => {
    const asked = JSON.parse(key) as Variables | null;
    broken.current = false;
    if (asked === null) return;
    const { unsubscribe } = client
      .subscription<Result, Variables>(textOf(document), asked)
      .subscribe(({ data, error }) => {
        broken.current = error !== undefined;
        if (data) latest.current(data);
      });
    return unsubscribe;
  }, [client, document, key, tries]);
}
