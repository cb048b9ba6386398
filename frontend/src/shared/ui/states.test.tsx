import { MantineProvider } from "@mantine/core";
import { cleanup, render, screen } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { CombinedError } from "urql";
import { afterEach, beforeAll, expect, it } from "vitest";
import { startWords } from "@/shared/i18n/setup";
import { ErrorState } from "./states";

const NOTHING_HERE = /^(이 주소에는 아무것도 없습니다|Nothing is at this address)$/;

function failWith(code: string) {
  const error = new CombinedError({ graphQLErrors: [{ message: "", extensions: { code } }] });
  render(
    <MantineProvider env="test">
      <MemoryRouter>
        <ErrorState error={error} retry={() => undefined} whole />
      </MemoryRouter>
    </MantineProvider>,
  );
}

beforeAll(() => startWords());
afterEach(cleanup);

it("calls a page that is not there by that, and no fault of the server", () => {
  failWith("not_found");
  expect(screen.getByRole("heading", { name: NOTHING_HERE })).toBeDefined();
  expect(screen.queryByRole("button")).toBeNull();
});

it("offers to try again where the server failed", () => {
  failWith("INTERNAL");
  expect(screen.getByRole("button")).toBeDefined();
  expect(screen.queryByRole("heading", { name: NOTHING_HERE })).toBeNull();
});
