import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { takenOver } from "./takenOver";

const SENT = `
  <a href="/sign-in">Sign in</a>
  <input type="search" aria-label="Search" value="">
  <label><input type="checkbox">Licence</label>
  <button type="button">EN</button>
`;

interface Heard {
  onText: (text: string) => void;
  onPress: (what: string) => void;
}

function Page({ onText, onPress }: Heard) {
  return (
    <>
      <input
        type="search"
        aria-label="Search"
        value=""
        onChange={(event) => onText(event.currentTarget.value)}
      />
      <button type="button" onClick={() => onPress("EN")}>
        EN
      </button>
      <label>
        <input type="checkbox" checked={false} onChange={() => onPress("Licence")} />
        Licence
      </label>
      <a href="/sign-in">Sign in</a>
    </>
  );
}

let root: HTMLElement;
beforeEach(() => {
  root = document.createElement("div");
  root.setAttribute("data-sent", "");
  root.innerHTML = SENT;
  document.body.append(root);
});
afterEach(() => root.remove());

async function taken(): Promise<Heard> {
  const heard = { onText: vi.fn(), onPress: vi.fn() };
  await takenOver(root, Promise.resolve(), () =>
    flushSync(() => createRoot(root).render(<Page {...heard} />)),
  );
  return heard;
}

function control<Control extends HTMLElement>(selector: string): Control {
  const found = root.querySelector<Control>(selector);
  if (!found) throw new Error(`There is no ${selector}.`);
  return found;
}

it("hears of what was typed before it came", async () => {
  control<HTMLInputElement>("input").value = "전지";
  const { onText, onPress } = await taken();
  expect(onText).toHaveBeenCalledExactlyOnceWith("전지");
  expect(onPress).not.toHaveBeenCalled();
});

it("answers what was pressed before it came, once", async () => {
  control("button").setAttribute("data-pressed", "");
  control("[type=checkbox]").setAttribute("data-pressed", "");
  const { onPress } = await taken();
  expect(onPress).toHaveBeenCalledTimes(2);
  expect(onPress).toHaveBeenCalledWith("EN");
  expect(onPress).toHaveBeenCalledWith("Licence");
});

it("leaves the person where they were", async () => {
  control("a").focus();
  await taken();
  expect(document.activeElement).toBe(control("a"));
});

it("is no page that was sent any more", async () => {
  await taken();
  expect(root.hasAttribute("data-sent")).toBe(false);
});

it("does not wait for answers for ever", async () => {
  vi.useFakeTimers();
  const draw = vi.fn();
  const over = takenOver(root, new Promise(() => undefined), draw);
  await vi.advanceTimersByTimeAsync(2000);
  await over;
  expect(draw).toHaveBeenCalledOnce();
  vi.useRealTimers();
});
