import { MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import { beforeAll, beforeEach, expect, it, vi } from "vitest";
import { startWords } from "@/shared/i18n/setup";
import { Reauthenticate } from "./Reauthenticate";

const { has } = vi.hoisted(() => ({ has: { data: [] as { type: string }[] } }));
vi.mock("./allauth", () => ({
  askAccount: () => Promise.resolve({ ok: true, data: has.data, troubles: [] }),
}));
vi.mock("./passkey", () => ({
  passkeysPossible: () => true,
  PasskeyError: class extends Error {},
}));

function ask(types: readonly string[]) {
  has.data = types.map((type) => ({ type }));
  render(
    <MantineProvider env="test">
      <Reauthenticate
        proofs={["reauthenticate", "mfa_reauthenticate"]}
        onDone={() => undefined}
        onClose={() => undefined}
      />
    </MantineProvider>,
  );
}

const PASSKEY = /^(패스키로 본인 확인|Confirm with a passkey)$/;
const BY_CODE = /^(인증 앱의 코드로 확인|Use a code from the authenticator app)$/;
const BY_PASSWORD = /^(비밀번호로 확인|Use the password)$/;
const BY_PASSKEY = /^(패스키로 확인|Use a passkey)$/;

beforeAll(async () => {
  await startWords();
});
beforeEach(() => {
  document.body.replaceChildren();
});

it("offers the passkey first, and no code where there is no app", async () => {
  ask(["webauthn"]);
  expect(await screen.findByRole("button", { name: PASSKEY })).toBeTruthy();
  expect(screen.getByRole("button", { name: BY_PASSWORD })).toBeTruthy();
  expect(screen.queryByRole("button", { name: BY_CODE })).toBeNull();
});

it("offers codes beside the passkey where there is an app", async () => {
  ask(["webauthn", "totp"]);
  expect(await screen.findByRole("button", { name: PASSKEY })).toBeTruthy();
  expect(screen.getByRole("button", { name: BY_CODE })).toBeTruthy();
});

it("asks for the password first where there is no passkey", async () => {
  ask(["totp"]);
  expect(await screen.findByRole("button", { name: BY_CODE })).toBeTruthy();
  expect(screen.queryByRole("button", { name: PASSKEY })).toBeNull();
  expect(screen.queryByRole("button", { name: BY_PASSKEY })).toBeNull();
});
