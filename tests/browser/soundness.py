"""What no page may show, in whatever state: faults of reading, of width, of language."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page

ROOT: Final = Path(__file__).resolve().parents[2]
_AXE: Final = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
_AXE_TAGS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_WORDS: Final = ROOT / "frontend" / "src" / "shared" / "i18n" / "en"
_DOTTED: Final = re.compile(r"(?<![\w@./-])[a-z]\w*(?:\.\w+)+(?![\w@/-])")
# Everything that is read or read aloud, hidden words too.
_ALL_WORDS: Final = """() => [
  document.title, document.body.textContent,
  ...[...document.querySelectorAll("[aria-label], [title], [alt], [placeholder]")].flatMap((e) =>
    ["aria-label", "title", "alt", "placeholder"].map((name) => e.getAttribute(name) ?? ""))
].join("\\n")"""
# Texts that stand on the page without being marked as another language or as code.
_OWN_TEXTS: Final = """(language) => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const place = node.parentElement;
    if (!place || !node.data.trim()) continue;
    // what is being typed is nobody's words yet
    if (place.closest("script, style, noscript, textarea, [translate=no]")) continue;
    if (place.closest("code, pre, kbd")) continue;
    if ((place.closest("[lang]")?.lang || language).split("-")[0] !== language) continue;
    found.push(node.data.trim());
  }
  return found;
}"""
_FOREIGN: Final = {
    "ko": re.compile(r"[A-Za-z][a-z']+(?:,? [A-Za-z]?[a-z']+){3,}"),
    "en": re.compile(r"[가-힣]+(?:,? [가-힣]+){2,}"),
}
# The name of a work that another text builds on stays as its authors gave it.
_NAMES: Final = re.compile(r"Common Paper Mutual Non-Disclosure Agreement")
_CLIPPED: Final = """() => [...document.querySelectorAll("body *")].filter((e) => {
  if (e.clientWidth <= 1 || e.clientHeight <= 1) return false;
  if (![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) return false;
  const style = getComputedStyle(e);
  if (style.visibility === "hidden" || style.clipPath !== "none") return false;
  if (style.webkitLineClamp !== "none" || style.textOverflow === "ellipsis") return false;
  const hides = (way) => way === "hidden" || way === "clip";
  return (hides(style.overflowX) && e.scrollWidth > e.clientWidth + 1)
    || (hides(style.overflowY) && e.scrollHeight > e.clientHeight + 2);
}).map((e) => e.outerHTML.slice(0, 160))"""
# Nothing that a window lies over can be touched, nor is it small because a part of it is covered.
# The page may change meanwhile, and is then seen half as it was and half as it is.
_VIOLATIONS: Final = """async (tags) => {
  let changed = false;
  const seen = new MutationObserver(() => { changed = true; });
  seen.observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true
  });
  const {violations} = await axe.run(document, {runOnly: tags, resultTypes: ["violations"]});
  changed ||= seen.takeRecords().length > 0;
  seen.disconnect();
  const window = [...document.querySelectorAll("[aria-modal=true]")].at(-1);
  const beneath = (node) => window && !window.contains(document.querySelector(node.target[0]));
  return {changed, violations: violations.map((each) => each.id !== "target-size" ? each
    : {...each, nodes: each.nodes.filter((node) => !beneath(node))})};
}"""
_READINGS_AT_MOST: Final = 4
# What is out of sight keeps the colours of a scheme that was left until somebody scrolls there.
_DRAW_ALL: Final = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { content-visibility: visible !important; }");
  document.adoptedStyleSheets.push(sheet);
}"""
_STAGE_CODE: Final = re.compile(r"(?<![\w-])S[0-5](?![\w-])")


def all_words(page: Page) -> str:
    """Return all that the page says, its title and hidden words too."""
    return str(page.evaluate(_ALL_WORDS))


def unsound(page: Page, language: str, width: int) -> list[str]:
    """Return what is wrong with a page as it stands, in sentences."""
    found = _axe(page)
    scroll = page.evaluate("document.documentElement.scrollWidth")
    if scroll > width:
        found.append(f"{scroll} px wide in a window of {width}")
    found += [f"cut off: {each}" for each in page.evaluate(_CLIPPED)]
    words = all_words(page)
    found += [f"untranslated: {key}" for key in _bare_keys(words)]
    found += [f"the code of a stage: {code}" for code in set(_STAGE_CODE.findall(words))]
    own = page.evaluate(_OWN_TEXTS, language)
    return found + [
        f"foreign: {text[:120]}" for text in own if _FOREIGN[language].search(_NAMES.sub("", text))
    ]


def _bare_keys(words: str) -> list[str]:
    found = [each for each in _DOTTED.findall(words) if _is_key(each)]
    return found + (["{{"] if "{{" in words else [])


def _axe(page: Page) -> list[str]:
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(_AXE.read_text(encoding="utf-8"))
        page.evaluate(_DRAW_ALL)
    for _ in range(_READINGS_AT_MOST):
        read: dict[str, Any] = page.evaluate(_VIOLATIONS, _AXE_TAGS)
        if not (read["changed"] and read["violations"]):
            break
    return [
        f"{each['id']}: {each['help']}: "
        + "; ".join(f"{node['html'][:200]} ({node['failureSummary'][:300]})" for node in nodes)
        for each in read["violations"]
        if (nodes := each["nodes"])
    ]


def _is_key(text: str) -> bool:
    first, second, *_ = text.split(".")
    # where a sentence's end meets the next one's beginning there is no key
    siblings = _keys().get(first, set())
    # a missing one of many that are named like what the server says, such as `state.OPEN`
    is_missing = second.isupper() and any(each.isupper() for each in siblings)
    return second in siblings or (len(second) > 2 and is_missing)


@cache
def _keys() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for file in _WORDS.glob("*.json"):
        for part, value in json.loads(file.read_text(encoding="utf-8")).items():
            if isinstance(value, dict):
                found.setdefault(part, set()).update(value)
    return found
