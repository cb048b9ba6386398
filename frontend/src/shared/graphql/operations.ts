import { useCallback, useEffect, useRef } from "react";
import {
  type AnyVariables,
  type DocumentInput,
  type UseQueryState,
  useClient,
  useMutation,
  useQuery,
  useSubscription,
} from "urql";
import type { TypedDocumentString } from "./generated/graphql";

function textOf<Result, Variables extends AnyVariables>(
  document: TypedDocumentString<Result, Variables>,
): DocumentInput<Result, Variables> {
  return document.toString() as unknown as DocumentInput<Result, Variables>;
}

interface QueryOptions {
  pause?: boolean;
  fresh?: boolean;
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
  return [state, () => execute({ requestPolicy: "network-only" })];
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
  return useSubscription<Result, Result, Variables>({
    query: textOf(document),
    variables,
    pause: options.pause ?? false,
  } as Parameters<typeof useSubscription<Result, Result, Variables>>[0])[0];
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
  useEffect(() => {
    const asked = JSON.parse(key) as Variables | null;
    if (asked === null) return;
    const { unsubscribe } = client
      .subscription<Result, Variables>(textOf(document), asked)
      .subscribe(({ data }) => {
        if (data) latest.current(data);
      });
    return unsubscribe;
  }, [client, document, key]);
}
