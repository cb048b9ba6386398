import { CombinedError } from "urql";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createAsking, troubleOf } from "./client";
import { expectPerson, presence } from "./presence";

const server = vi.fn<typeof fetch>();

function answersFor(person: string): void {
  server.mockImplementation(
    async () =>
      new Response(`{"data":{"for":"${person}"}}`, { headers: { "X-Signed-In": person } }),
  );
}

function sentPerson(): string | null {
  return new Headers(server.mock.lastCall?.[1]?.headers).get("X-Signed-In");
}

beforeEach(() => {
  server.mockReset();
  vi.stubGlobal("fetch", server);
});
afterEach(() => {
  expectPerson(false);
  vi.unstubAllGlobals();
});

it("shows nothing of whoever signed in in another tab, and leaves", async () => {
  const leave = vi.fn();
  const ask = createAsking(leave);
  answersFor("one");
  expect(await (await ask("/graphql")).text()).toContain("one");
  expect(sentPerson()).toBeNull();
  answersFor("two");
  const answer = await (await ask("/graphql")).text();
  expect(sentPerson()).toBe("one");
  expect(answer).not.toContain("two");
  expect(answer).toContain("UNAUTHENTICATED");
  expect(leave).toHaveBeenCalledTimes(1);
});

it("takes an answer for nobody as the end of a session only where somebody was", async () => {
  const leave = vi.fn();
  const ask = createAsking(leave);
  answersFor("no");
  expect(await (await ask("/graphql")).text()).toContain("data");
  answersFor("one");
  await ask("/graphql");
  expectPerson(true);
  answersFor("no");
  expect(await (await ask("/graphql")).text()).toContain("UNAUTHENTICATED");
  expect(presence().ended).toBe(true);
  answersFor("one");
  expect(await (await ask("/graphql")).text()).toContain("one");
  expect(leave).not.toHaveBeenCalled();
});

it("tells a search that is being rebuilt from a fault", () => {
  const failed = (code: string) =>
    troubleOf(new CombinedError({ graphQLErrors: [{ message: "", extensions: { code } }] }));
  expect(failed("search_unavailable")).toBe("search");
  expect(failed("INTERNAL")).toBe("server");
});
