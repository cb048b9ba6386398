/** Longer than this nobody waits for answers: the page then takes over with its outlines. */
const PATIENCE_MS = 1000;
const CONTROLS = "a[href], button, input, select";

/**
 * Put the application in the place of a page that was sent with its words, so that nobody notices:
 * not before its first answers are there, and with whatever was typed and pressed meanwhile, which
 * `early.ts` has marked.
 */
export async function takenOver(
  root: HTMLElement,
  answers: Promise<unknown>,
  draw: () => void,
): Promise<void> {
  await Promise.race([answers, new Promise((done) => setTimeout(done, PATIENCE_MS))]);
  const before = controlsOf(root).map((control) => ({
    name: nameOf(control),
    text: control instanceof HTMLInputElement && control.type === "search" ? control.value : "",
    here: control === document.activeElement,
    pressed: control.hasAttribute("data-pressed"),
  }));
  draw();
  root.removeAttribute("data-sent");
  const after = new Map(controlsOf(root).map((control) => [nameOf(control), control]));
  for (const { name, text, here, pressed } of before) {
    const control = after.get(name);
    if (text && control instanceof HTMLInputElement) type(control, text);
    if (here) control?.focus();
    if (pressed) control?.click();
  }
}

function controlsOf(root: HTMLElement): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(CONTROLS)];
}

/** What tells a control from the others on its page, before and after alike. */
function nameOf(control: HTMLElement): string {
  const words = control.ariaLabel ?? (control.closest("label") ?? control).textContent;
  return [control.localName, control.getAttribute("type"), words].join(" ");
}

/** Give a field a text as the browser does when somebody types it, so that the page hears of it. */
function type(field: HTMLInputElement, text: string): void {
  const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
  setter?.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
