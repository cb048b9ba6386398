import { expect, it } from "vitest";
import { codeIn } from "./outbox";

it("finds the code that stands on a line of its own", () => {
  expect(codeIn("Hello,\n\n    K7MQ-2XTA\n\nIt works for 15 minutes.")).toBe("K7MQ-2XTA");
  expect(codeIn("Your code:\n123456\n")).toBe("123456");
  expect(codeIn("[Sealbridge] 1 request to answer\nhttps://market.example/deals")).toBeNull();
});
