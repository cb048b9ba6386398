import { expect, it } from "vitest";
import { codeIn, piecesOf } from "./outbox";

it("finds the code that stands on a line of its own, never the figures of the foot", () => {
  expect(codeIn("Type this code:\n\n    33404918\n\nIt lasts 15 minutes.")).toBe("33404918");
  expect(codeIn("1 request to answer\n\n--\nmarket.example/log\n1234567\n")).toBeNull();
});

it("makes the addresses of a mail lead there, and nothing else", () => {
  const body = "- NDA\n  https://market.example/deals/one/nda\n\nSign in";
  expect(piecesOf(body)).toEqual([
    { text: "- NDA\n  ", path: null },
    { text: "https://market.example/deals/one/nda", path: "/deals/one/nda" },
    { text: "\n\nSign in", path: null },
  ]);
  expect(piecesOf("javascript:alert(1) http://")).toEqual([
    { text: "javascript:alert(1) http://", path: null },
  ]);
});
