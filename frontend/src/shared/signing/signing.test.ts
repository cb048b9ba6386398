import { expect, it } from "vitest";
import { digestOf } from "./digest";
import { methodsOf } from "./methods";

it("hashes a statement as the server does", async () => {
  expect(await digestOf("")).toBe("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU");
  expect(await digestOf("서명")).toHaveLength(43);
});

it("knows by what an account can sign", () => {
  expect(methodsOf([{ type: "recovery_codes" }])).toEqual({ app: false, passkey: false });
  expect(methodsOf([{ type: "totp" }, { type: "webauthn" }])).toEqual({ app: true, passkey: true });
  expect(methodsOf(null)).toEqual({ app: false, passkey: false });
});
