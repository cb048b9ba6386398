import { cleanup, render, screen } from "@testing-library/react";
import i18next from "i18next";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { speakOnly } from "@/shared/i18n/setup";
import { Ladder } from "./Ladder";

beforeAll(async () => {
  await speakOnly("ko", ["public", "guide", "work"]);
});
afterEach(cleanup);

function steps(): string[] {
  return screen.getAllByRole("listitem").map((each) => each.textContent ?? "");
}

describe("the ladder on a page", () => {
  it("names six steps in order and never shows their codes", () => {
    expect(i18next.language).toBe("ko");
    render(<Ladder stage="S1" view="viewer" turn="두 기업 모두" />);
    const names = ["익명 소개", "요약", "상대 확인", "결과·시료", "지정 문서", "전체 인도"];
    expect(steps()).toHaveLength(6);
    steps().forEach((text, at) => {
      expect(text).toContain(names[at]);
      expect(text).not.toMatch(/S[0-5]/);
    });
  });

  it("opens what is seen now and the next condition with whose turn it is", () => {
    render(<Ladder stage="S0" view="viewer" turn="귀사" />);
    const [now, next, later] = steps();
    expect(now).toContain("지금 볼 수 있는 내용");
    expect(next).toContain("다음 조건");
    expect(next).toContain("귀사");
    expect(later).not.toContain("귀사");
    expect(document.querySelectorAll("details")).toHaveLength(4);
  });

  it("says that nothing is seen while nothing is in the market", () => {
    render(<Ladder stage={null} view="hidden" />);
    expect(steps()[0]).toBe("지금 상대가 볼 수 있는 내용: 없음");
    expect(steps()).toHaveLength(7);
    expect(steps()[1]).toContain("심사를 거쳐 게시");
  });

  it("says why the documents stand open that nobody allowed one by one", () => {
    const why = "문서별 열람 허용 없이, 봉인 자료를 인도하면서 함께 열렸습니다.";
    const { rerender } = render(<Ladder stage="S5" view="seller" documentsPassed />);
    expect(steps().filter((text) => text.includes(why))).toHaveLength(1);
    expect(steps()[4]).toContain(why);
    rerender(<Ladder stage="S5" view="seller" />);
    expect(screen.queryByText(why)).toBeNull();
  });
});
