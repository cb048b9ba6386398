import { expect, it } from "vitest";
import { figuresOf, formatRegistrationNumber, numberFault } from "./registrationNumber";

it("reads a number however it is typed, and writes it as the certificate does", () => {
  expect(figuresOf(" 123-45 67891 ")).toBe("1234567891");
  expect(formatRegistrationNumber("1234567891")).toBe("123-45-67891");
  expect(formatRegistrationNumber("1234")).toBe("123-4");
  expect(formatRegistrationNumber("")).toBe("");
});

it("finds a wrong check figure", () => {
  expect(numberFault("1234567891")).toBeNull();
  expect(numberFault("1234567890")).toBe("check");
  expect(numberFault("12345")).toBe("length");
});
