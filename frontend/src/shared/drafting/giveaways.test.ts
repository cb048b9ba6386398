import { describe, expect, it } from "vitest";
import { giveawayIn } from "./giveaways";

describe("signs of who wrote a text", () => {
  it.each([
    ["연락처는 a.kim@example.com 입니다", "address"],
    ["see www.example.com for more", "address"],
    ["등록번호 123-45-67890", "registration"],
    ["특허 10-2023-0123456", "patent"],
    ["전화 02-123-4567", "phone"],
    ["(주)한빛과 시험함", "firm"],
  ])("%s", (text, sign) => {
    expect(giveawayIn(text)?.sign).toBe(sign);
  });

  it("are not seen in ranges and plain figures", () => {
    expect(giveawayIn("30~40 % 절감, 2,000 h, 10-20 µm")).toBeNull();
  });
});
