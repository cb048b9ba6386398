"""The pages have words, in both languages, for whatever the server may tell them."""

from __future__ import annotations

import ast
import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from marketplace.config.reactions import HANDLERS
from marketplace.notifications.kinds import COMMENTED_BY, INVITED, NOTICE_KINDS
from tests.architecture.sources import ROOT, product_modules

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = ROOT / "frontend" / "src"
WORDS = PAGES / "shared" / "i18n"
LANGUAGES = ("ko", "en")
ENTRY_KIND = re.compile(r"[a-z]+\.[a-z_]+")
ERROR_CODE = re.compile(r"[a-z]+(_[a-z]+)*")
# each stands with the words of the form whose field it is about
AT_THEIR_FIELDS = frozenset({"ipc_form", "ksic_form", "format_not_accepted"})


@cache
def words(language: str, file: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((WORDS / language / f"{file}.json").read_text("utf-8"))
    return found


@cache
def calls() -> list[tuple[str, ast.Call]]:
    nodes = (node for module in product_modules(ROOT) for node in ast.walk(module.tree))
    found = [node for node in nodes if isinstance(node, ast.Call)]
    return [(ast.unparse(node.func).rsplit(".", 1)[-1], node) for node in found]


def texts(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


def recorded_kinds() -> set[str]:
    """Return the kinds that are recorded by name, and those that anything listens for."""
    found = {kind for handler in HANDLERS for kind in handler.kinds or ()} | set(NOTICE_KINDS)
    for name, call in calls():
        if name.endswith(("_record", "_recorded")):
            given = [*call.args[:1], *(each.value for each in call.keywords if each.arg == "kind")]
            found |= {text for each in given for text in texts(each) if ENTRY_KIND.fullmatch(text)}
    return found


def error_codes() -> set[str]:
    """Return the codes with which the product refuses."""
    found = set()
    for name, call in calls():
        given = [each.value for each in call.keywords if each.arg == "code"]
        if name == "MarketplaceError" or (name == "__init__" and "super()" in ast.unparse(call)):
            given += call.args[:1]
        if name.endswith("Error") or name == "__init__":
            found |= {each.value for each in given if isinstance(each, ast.Constant)}
    # a client's program hears the others, which are written in capitals
    return {code for code in found if isinstance(code, str) and ERROR_CODE.fullmatch(code)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_entry_has_words(language: str) -> None:
    kinds = {kind.replace(".", "_", 1) for kind in recorded_kinds()}
    assert len(kinds) > 100
    listed = set(re.findall(r'"(\w+)"', (PAGES / "shared/evidence/kinds.ts").read_text("utf-8")))
    assert kinds - listed == set()
    records = words(language, "records")
    assert kinds - set(records["kind"]) == set()
    assert kinds - set(records["says"]) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_notice_has_words(language: str) -> None:
    told = {kind for kind, rule in NOTICE_KINDS.items() if rule.reaches} | {INVITED}
    listed = (PAGES / "features/notifications/kinds.ts").read_text("utf-8")
    assert {kind for kind in told if f'"{kind}"' not in listed} == set()
    lines = words(language, "notice")["kind"]
    assert {kind for kind in told if not lines[kind.split(".")[0]].get(kind.split(".")[1])} == set()


def test_every_notice_leads_to_a_page() -> None:
    routes = re.findall(
        r'^  "(/[^"]*)":', (PAGES / "app/pageFiles.ts").read_text("utf-8"), re.MULTILINE
    )
    assert len(routes) > 30
    pages = [re.compile(re.sub(r":\w+", "[^/]+", route)) for route in routes]
    rules = [*NOTICE_KINDS.values(), *COMMENTED_BY.values()]
    paths = {reach.path.partition("?")[0] for rule in rules for reach in rule.reaches}
    assert {path for path in paths if not any(page.fullmatch(path) for page in pages)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_has_words(language: str) -> None:
    codes = error_codes()
    assert len(codes) > 70
    known = words(language, "errors") | words(language, "refusals")
    of_accounts = words(language, "security")["domain"]
    assert codes - set(known) - set(of_accounts) - AT_THEIR_FIELDS == set()
