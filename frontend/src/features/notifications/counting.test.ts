import { beforeEach, expect, it } from "vitest";
import { forgetCount, noticeCount, tellCount } from "./counting";

beforeEach(forgetCount);

it("takes newer answers and leaves a late older one", () => {
  tellCount({ unread: 2, lastNumber: 7 });
  tellCount({ unread: 5, lastNumber: 6 });
  expect(noticeCount()).toEqual({ unread: 2, lastNumber: 7 });
  tellCount({ unread: 0, lastNumber: 7 });
  expect(noticeCount()).toEqual({ unread: 0, lastNumber: 7 });
});
