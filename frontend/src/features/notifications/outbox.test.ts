import { expect, it } from "vitest";
import { codeIn } from "./outbox";

it("finds the code that stands on a line of its own, never the figures of the foot", () => {
  expect(codeIn("Type this code:\n\n    33404918\n\nIt lasts 15 minutes.")).toBe("33404918");
  expect(codeIn("1 request to answer\n\n--\nmarket.example/log\n1234567\n")).toBeNull();
});
