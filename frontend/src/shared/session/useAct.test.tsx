import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import i18next from "i18next";
import { beforeAll, expect, it, vi } from "vitest";
import { startWords } from "@/shared/i18n/setup";
import type { Outcome } from "./outcomes";
import { useAct } from "./useAct";

const FIELDS = ["name"] as const;

function Form({ attempt }: { attempt: () => Promise<Outcome<string>> }) {
  const act = useAct(FIELDS);
  return (
    <form
      ref={act.form}
      onSubmit={(event) => {
        event.preventDefault();
        void act.run(attempt);
      }}
    >
      <input aria-label="other" />
      <input aria-label="name" aria-invalid={act.at("name") !== null} />
      <p>{act.at("name")}</p>
      {act.words ? (
        <p role="alert" tabIndex={-1} data-trouble>
          {act.words}
        </p>
      ) : null}
      <button type="submit">go</button>
    </form>
  );
}

beforeAll(async () => {
  await startWords();
  await i18next.changeLanguage("ko");
});

it("does an act once however often it is asked for", async () => {
  let finish: (outcome: Outcome<string>) => void = () => undefined;
  const attempt = vi.fn(() => new Promise<Outcome<string>>((resolve) => (finish = resolve)));
  render(<Form attempt={attempt} />);
  const button = screen.getByText("go");
  fireEvent.click(button);
  fireEvent.click(button);
  expect(attempt).toHaveBeenCalledTimes(1);
  finish({ value: "done", problems: [], barrier: null });
});

it("puts a refusal at its field and the focus there, and the rest above the form", async () => {
  const attempt = async (): Promise<Outcome<string>> => ({
    value: null,
    problems: [
      { field: "name", words: "too long" },
      { field: "elsewhere", words: "not now" },
    ],
    barrier: null,
  });
  const { container } = render(<Form attempt={attempt} />);
  fireEvent.submit(container.querySelector("form") as HTMLFormElement);
  await screen.findByText("too long");
  expect(screen.getByRole("alert").textContent).toBe("not now");
  await waitFor(() => expect(document.activeElement?.getAttribute("aria-label")).toBe("name"));
});
