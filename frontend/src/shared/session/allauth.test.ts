import { expect, it } from "vitest";
import { readAnswer } from "./allauth";

it("takes a pending code for the next step, not for a failure", () => {
  const answer = readAnswer(401, {
    data: { flows: [{ id: "login" }, { id: "mfa_authenticate", is_pending: true }] },
    meta: { is_authenticated: false },
  });
  expect(answer.pending).toBe("mfa_authenticate");
  expect(answer.signedOut).toBe(false);
  expect(answer.troubles).toEqual([]);
});

it("tells an ended session from one that has to prove itself again", () => {
  const ended = readAnswer(401, {
    data: { flows: [{ id: "login" }] },
    meta: { is_authenticated: false },
  });
  expect(ended.signedOut).toBe(true);
  const asked = readAnswer(401, {
    data: { flows: [{ id: "reauthenticate" }, { id: "mfa_reauthenticate" }] },
    meta: { is_authenticated: true },
  });
  expect(asked.signedOut).toBe(false);
  expect(asked.reauthenticate).toEqual(["reauthenticate", "mfa_reauthenticate"]);
});

it("keeps errors at their field, with the server's sentence", () => {
  const answer = readAnswer(400, {
    errors: [{ param: "key", code: "incorrect_code", message: "Incorrect code." }],
  });
  expect(answer.troubles).toEqual([
    { field: "key", code: "incorrect_code", message: "Incorrect code." },
  ]);
});

it("takes over how long to wait", () => {
  const answer = readAnswer(429, {
    errors: [{ code: "rate_limited", message: "Wait.", params: { seconds: "40" } }],
  });
  expect(answer.troubles[0]?.seconds).toBe(40);
});

it("names what a bare status means", () => {
  expect(readAnswer(429, {}).troubles[0]?.code).toBe("rate_limited");
  expect(readAnswer(409, {}).troubles[0]?.code).toBe("conflict");
  expect(readAnswer(502, {}).troubles[0]?.code).toBe("server");
});
