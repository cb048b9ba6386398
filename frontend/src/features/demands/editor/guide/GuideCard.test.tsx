import { MantineProvider } from "@mantine/core";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { speakOnly } from "@/shared/i18n/setup";
import type { Words } from "../demandDraft";
import { GuideCard } from "./GuideCard";

const EMPTY: Words = { title: "", need: "", outcomes: "", constraints: "" };
let written: Words;

function Editing({ words, id = null }: { words: Words; id?: string | null }) {
  const [now, setNow] = useState(words);
  written = now;
  return (
    <MantineProvider>
      <GuideCard owner="me" demandId={id} language="EN" words={now} onWords={setNow} />
    </MantineProvider>
  );
}

const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const type = (text: string) =>
  fireEvent.change(document.activeElement as HTMLElement, { target: { value: text } });

/** Answer the first question and go to the end. */
function answer(first: string, secret = "") {
  type(first);
  for (let question = 1; question < 6; question += 1) press("Next question");
  if (secret) type(secret);
  press("See what it makes");
}

beforeAll(async () => {
  await speakOnly("en", ["public", "guide", "work"]);
});
beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

it("begins each question at its input and fills empty fields", () => {
  render(<Editing words={EMPTY} />);
  press("Begin the guide");
  answer("Clean moulds in place. At night.");
  press("Put it into the fields");
  expect(written).toEqual({
    ...EMPTY,
    title: "Clean moulds in place",
    need: "Clean moulds in place. At night.",
  });
});

it("touches no written words unless told", () => {
  render(<Editing words={{ ...EMPTY, title: "Mine", need: "My need" }} />);
  press("Begin the guide");
  answer("Clean moulds in place.");
  fireEvent.click(screen.getByRole("radio", { name: "Add below mine" }));
  press("Put it into the fields");
  expect(written.title).toBe("Mine");
  expect(written.need).toBe("My need\n\nClean moulds in place.");
});

it("warns of words that must not be told", () => {
  render(<Editing words={EMPTY} />);
  press("Begin the guide");
  answer("Clean moulds for Falcon.", "falcon");
  expect(screen.getByRole("alert").textContent).toContain("falcon");
});

it("is left and taken up again, also once the draft has its name", () => {
  const { rerender } = render(<Editing words={EMPTY} />);
  press("Begin the guide");
  type("Clean moulds in place.");
  press("Next question");
  press("Leave and go on later");
  rerender(<Editing words={EMPTY} id="named" />);
  cleanup();
  render(<Editing words={EMPTY} id="named" />);
  press("Go on with the guide");
  expect(screen.getByRole("heading", { level: 4 }).textContent).toContain("today");
  cleanup();
  render(<Editing words={EMPTY} />);
  expect(screen.getByRole("button", { name: "Begin the guide" })).toBeTruthy();
});
