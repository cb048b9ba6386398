import { MantineProvider } from "@mantine/core";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import i18next from "i18next";
import { useState } from "react";
import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { startWords, wantWorkWords } from "@/shared/i18n/setup";
import { ConfirmByConsequence } from "./ConfirmByConsequence";
import type { Refusal } from "./refusals";

vi.mock("@/shared/session/session", () => ({
  useSession: () => ({ viewer: { id: "somebody", email: "somebody@firm.example" } }),
}));
const signIn = vi.fn(async () => ({ ok: true, troubles: [], pending: null }));
vi.mock("@/shared/session/allauth", async (original) => ({
  ...(await original<object>()),
  signIn: (...given: unknown[]) => signIn(...(given as [])),
}));

const REASON = { label: "reason", help: "why", needed: "say why" };

function Asking({ attempt }: { attempt: (reason: string) => Promise<Refusal | null> }) {
  const [open, setOpen] = useState(true);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  if (!open)
    return (
      <button type="button" onClick={() => setOpen(true)}>
        open
      </button>
    );
  return (
    <ConfirmByConsequence
      title="end it"
      consequences={["it ends"]}
      undoable={false}
      action="end"
      reason={REASON}
      refusal={refusal}
      onConfirm={async (reason) => {
        const refused = await attempt(reason);
        if (refused) setRefusal(refused);
        else setOpen(false);
      }}
      onClose={() => setOpen(false)}
    />
  );
}

function show(attempt: (reason: string) => Promise<Refusal | null>) {
  render(
    <MantineProvider env="test">
      <Asking attempt={attempt} />
    </MantineProvider>,
  );
  return screen.findByLabelText(/^reason/);
}

function press(words: string) {
  fireEvent.click(screen.getByText(words).closest("button") as HTMLButtonElement);
}

beforeAll(async () => {
  await startWords();
  await wantWorkWords();
  await i18next.changeLanguage("en");
});
beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

it("keeps a reason when the window is closed, and forgets it once it was sent", async () => {
  fireEvent.change(await show(async () => null), { target: { value: "not now" } });
  press("Cancel");
  fireEvent.click(screen.getByText("open"));
  expect(await screen.findByDisplayValue("not now")).toBeTruthy();
  press("end");
  fireEvent.click(await screen.findByText("open"));
  expect(((await screen.findByLabelText(/^reason/)) as HTMLTextAreaElement).value).toBe("");
});

it("keeps a reason that was refused", async () => {
  const refused = { words: "somebody was faster", signedOut: false };
  fireEvent.change(await show(async () => refused), { target: { value: "not now" } });
  press("end");
  await screen.findByText("somebody was faster");
  press("Cancel");
  fireEvent.click(screen.getByText("open"));
  expect(await screen.findByDisplayValue("not now")).toBeTruthy();
});

it("keeps a reason longer than the server takes whole, and does not send it", async () => {
  const attempt = vi.fn(async () => null);
  const long = "a".repeat(1003);
  fireEvent.change(await show(attempt), { target: { value: long } });
  expect(screen.getByText(/1000.*3/)).toBeTruthy();
  (screen.getByText("Cancel").closest("button") as HTMLButtonElement).focus();
  press("end");
  expect(attempt).not.toHaveBeenCalled();
  expect(screen.getByDisplayValue(long)).toBe(document.activeElement);
});

it("signs in again in place after the session ended, and goes on with the same words", async () => {
  const attempt = vi
    .fn<(reason: string) => Promise<Refusal | null>>()
    .mockResolvedValueOnce({ words: "sign in", signedOut: true })
    .mockResolvedValueOnce(null);
  fireEvent.change(await show(attempt), { target: { value: "not now" } });
  press("end");
  const password = await screen.findByLabelText(i18next.t("again.password", { ns: "security" }));
  fireEvent.change(password, { target: { value: "secret" } });
  fireEvent.submit(password.closest("form") as HTMLFormElement);
  await screen.findByText("open");
  expect(signIn).toHaveBeenCalledWith("somebody@firm.example", "secret");
  await waitFor(() => expect(attempt.mock.calls).toEqual([["not now"], ["not now"]]));
});
