"""Every page, as everybody for whom it holds something: sound, in words, and in one's width."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

import pytest
from _pytest.mark import ParameterSet
from playwright.sync_api import TimeoutError

from marketplace.notifications.korea import KOREA
from tests.browser.visitor import NewVisitor, SignIn, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# `/list > pattern` leads through the first link of a list, `+ more` goes on from there.
_TECHNOLOGY: Final = "/technologies > /technologies/[\\w-]{22}"
_DEMAND: Final = "/demands?mine=1 > /demands/[\\w-]{22}"
_DEAL: Final = "/deals/[\\w-]{22}"
# the tabs of a deal, behind the first deal of the list
_TABS: Final = ("/messages", "/documents", "/terms", "/payments", "/records", "/nda", "/contract")
_MATCHED: Final = "/deals?group=matched > /deals/[\\w-]{22}"
_EVERY_TAB: Final = [_MATCHED, *(f"{_MATCHED} + {tab}" for tab in _TABS)]
_NOWHERE: Final = "/no/such/page"
_CASE: Final = "/cases/[\\w-]{22}"
_CASE_DEAL: Final = f"/today > {_CASE} > /deals/[\\w-]{{22}}"


def _month(days: int) -> str:
    """Return the month, as `2026-11`, of so many days ago; the demo's story is some weeks old."""
    return f"{dt.datetime.now(KOREA).date() - dt.timedelta(days=days):%Y-%m}"


ROUNDS: Final[dict[str, list[str]]] = {
    "": [
        "/",
        "/promises",
        "/glossary",
        "/words",
        "/verify",
        "/market",
        "/market > /technologies/[\\w-]{22}",
        "/market/compare",
        "/sign-up",
        "/sign-in",
        "/reset-password",
        "/outbox",
        "/firm",
        "/technologies/new",
        "/notifications",
        "/how-it-works",
        "/security",
        _NOWHERE,
    ],
    "scout@sotdaemoe.example": [
        "/home",
        "/market",
        "/market > /technologies/[\\w-]{22}",
        "/demands?mine=1",
        _DEMAND,
        f"{_DEMAND} + /matches",
        f"{_DEMAND} + /answers",
        "/demands/new",
        "/deals",
        "/deals?group=others",
        "/records",
        f"/records?what=pack&month={_month(300)}",
        "/questions",
        "/documents",
        "/notifications",
        "/alerts",
        "/alerts > /searches/[\\w-]{22}",
        "/firm",
    ],
    "deal.lead@sotdaemoe.example": [
        "/home",
        "/deals",
        f"/deals?group=waiting > {_DEAL}",
        *_EVERY_TAB,
        "/vault/received",
        "/vault/keys",
        "/tour",
        "/firm/members",
    ],
    "deal.lead@duresanmaru.example": [
        *_EVERY_TAB,
        f"{_MATCHED} + /terms/write",
        f"{_MATCHED} > {_DEAL}/documents > {_DEAL}/documents/requests/[\\w-]{{22}}",
    ],
    "named.engineer@duresanmaru.example": [
        "/home",
        "/documents",
        "/questions",
        "/documents > /deals/[\\w-]{22}/documents/[\\w-]{22}",
        f"{_MATCHED} + /messages",
        f"{_MATCHED} + /documents",
    ],
    "owner@geulteonal.example": [
        *_EVERY_TAB,
        f"{_MATCHED} + /terms/write",
        "/statements",
        f"/records?month={_month(14)}",
    ],
    "deal.lead@keundeulnae.example": [
        _MATCHED,
        f"{_MATCHED} + /nda",
        f"{_MATCHED} + /contract?view=clauses",
        "/vault > /vault/[\\w-]{22}",
        "/vault/new",
        "/vault/received",
        "/vault/keys#own",
    ],
    "scout@keundeulnae.example": [f"{_MATCHED} + /payments"],
    "owner@byeotgori.example": [f"{_MATCHED} + /nda"],
    "owner@jarusol.example": [f"{_MATCHED} + /nda"],
    "scout@duresanmaru.example": [
        "/home",
        f"{_DEMAND} + /matches",
        "/deals?group=over",
        f"{_MATCHED} + /messages",
        f"{_MATCHED} + /terms",
    ],
    "deal.lead@noeulbyeori.example": ["/home", "/deals?group=others", "/deals?group=over"],
    "named.engineer@sotdaemoe.example": ["/home", "/demands?mine=1", "/demands/new", "/tour"],
    "owner@nurigyeol.example": [
        "/home",
        "/technologies",
        _TECHNOLOGY,
        f"{_TECHNOLOGY} + /versions",
        "/technologies/new",
        "/deals",
        f"/deals?group=waiting > {_DEAL}",
        f"/deals?group=waiting > {_DEAL} + /records",
        "/demands",
        "/demands > /demands/[\\w-]{22}",
        "/firm",
        "/firm/members",
        "/firm/barriers",
        "/account",
        "/account/security",
        "/vault",
        "/vault > /vault/[\\w-]{22}",
        "/vault/new",
        "/vault/keys",
        "/vault/keys#new",
        "/tour",
        *_EVERY_TAB,
        f"{_MATCHED} + /terms?version=1",
        "/payments",
        "/account/tokens",
        "/account/notifications",
        "/notifications",
        "/alerts",
        "/records",
        "/join",
    ],
    "deal.lead@byeotgori.example": [
        "/home",
        "/deals?group=matched",
        f"/deals?group=matched > {_DEAL}",
        f"/deals?group=matched > {_DEAL} + /records",
        "/notifications",
    ],
    "deal.lead@yeomunssi.example": ["/home", "/deals", "/technologies"],
    "engineer@nurigyeol.example": [
        "/home",
        "/technologies",
        "/technologies/new",
        "/firm",
        "/words",
        "/words/proposals",
    ],
    "owner@dodamsae.example": ["/home", "/firm", "/technologies"],
    "owner@mulmireu.example": ["/home", "/firm"],
    "owner@iseulgyeol.example": ["/home", "/firm", "/demands", f"{_TECHNOLOGY} + /edit"],
    "researcher@nurigyeol.example": ["/join", "/home", "/notifications"],
    "verifier@gaundegil.example": [
        "/home",
        "/firms",
        "/firms?state=CONFIRMED",
        "/firms?state=DECLINED",
        "/firms > /firms/[\\w-]{22}",
        "/firms?state=CONFIRMED > /firms/[\\w-]{22}",
        "/firms?state=DECLINED > /firms/[\\w-]{22}",
    ],
    "reviewer@gaundegil.example": [
        "/home",
        "/reviews",
        "/reviews > /reviews/[\\w-]{22}",
        "/words",
        "/words?show=retired",
        "/words/proposals",
        "/words/proposals?show=answered",
        "/words/import",
    ],
    "reviewer@naranhimok.example": ["/home", "/reviews", "/reviews > /reviews/[\\w-]{22}"],
    "case.coordinator@gaundegil.example": [
        "/today",
        "/today/report",
        "/today/notes",
        "/cases",
        "/cases?view=closed",
        f"/today > {_CASE}",
        f"{_CASE_DEAL}",
        f"{_CASE_DEAL} + /payments",
        f"{_CASE_DEAL} + /messages",
        "/notifications",
        "/records",
    ],
    "second.case.coordinator@gaundegil.example": [
        "/today",
        f"/cases > {_CASE}",
        f"{_CASE_DEAL} + /messages",
        "/tour",
    ],
    "owner@gaundegil.example": [
        "/today",
        "/cases?view=all",
        f"/cases?view=all > {_CASE}",
        "/firm",
        "/firm/members",
    ],
    "auditor@gaundegil.example": ["/home", "/tour", "/records", "/reviews", "/firms", "/system"],
    "treasurer@gaundegil.example": [
        "/home",
        "/tour",
        "/payments",
        "/payments?waits=confirm",
        "/payments?waits=refund",
        "/statements",
        "/statements > /statements/[\\w-]{22}",
        "/statements > /statements/[\\w-]{22} > /payments/[\\w-]{22}",
    ],
    "operator@gaundegil.example": ["/home", "/system"],
}


_FIRST_LINK: Final = """(pattern) => {
  const links = document.querySelectorAll("main a[href]");
  const hrefs = [...links].map((link) => link.getAttribute("href"));
  return hrefs.find((href) => new RegExp(`^(?:${pattern})$`).test(href));
}"""
Way = tuple[str, int, str]
# Two opposite ways show a page in both languages, widths and schemes; the four pairs, taken in turn
# from page to page, bring each language together with each width and each scheme.
_OPPOSITES: Final[list[tuple[Way, Way]]] = [
    (("ko", 390, "light"), ("en", 1440, "dark")),
    (("ko", 1440, "light"), ("en", 390, "dark")),
    (("ko", 390, "dark"), ("en", 1440, "light")),
    (("ko", 1440, "dark"), ("en", 390, "light")),
]


def _short(who: str) -> str:
    return who.split(".example")[0] or "visitor"


def plain(stop: str) -> str:
    """Return a name for a file."""
    last = stop.replace("[\\w-]{22}", "one")
    return re.sub(r"\W+", "-", last.rpartition(" > ")[2]).strip("-") or "start"


def _met_first() -> frozenset[tuple[str, str]]:
    """Return who comes to each page first, and by which stop."""
    first: dict[str, tuple[str, str]] = {}
    for who, stops in ROUNDS.items():
        for stop in stops:
            first.setdefault(plain(stop), (who, stop))
    return frozenset(first.values())


_MET_FIRST: Final = _met_first()


def _ways(who: str, stop: str, number: int, turn: int) -> list[Way]:
    """Return two opposite ways for a page, and one in turn where somebody else came to it before.

    Soaking looks at every page in both, whoever comes.
    """
    pair = _OPPOSITES[(number + turn) % len(_OPPOSITES)]
    if turn or (who, stop) in _MET_FIRST:
        return list(pair)
    return [pair[number // len(_OPPOSITES) % 2]]


def _walks() -> list[ParameterSet]:
    """Let each person walk once; soaking goes on with the other pairs until every way is seen."""
    return [
        pytest.param(who, turn, id=f"{_short(who)}-{turn}", marks=pytest.mark.soak if turn else ())
        for who in ROUNDS
        for turn in range(len(_OPPOSITES))
    ]


@pytest.mark.parametrize(("who", "turn"), _walks())
def test_every_page_of_a_role_is_sound(
    new_visitor: NewVisitor, signed_in: SignIn, who: str, turn: int
) -> None:
    visitor = new_visitor("ko", 390)
    if who:
        signed_in(visitor, who)
    leads: dict[tuple[str, str], str] = {}
    wrong = []
    for number, stop in enumerate(ROUNDS[who], start=1):
        # the page is come to in the language that the one before was left in
        ways = _ways(who, stop, number, turn)
        ways.sort(key=lambda way: way[0] != visitor.language)
        visitor.change(visitor.language, *ways[0][1:])
        found = go(visitor, stop, leads)
        for way in ways:
            visitor.change(*way)
            name = f"pages/{_short(who)}/{number:02}-{plain(stop)}-{way[2]}"
            found += [f"{' '.join(map(str, way))}: {each}" for each in visitor.wrongs(name)]
        found += _nothing(visitor) if stop != _NOWHERE else []
        wrong += [f"{stop}: {each}" for each in found]
        wrong += [f"{stop}: the console says: {each}" for each in visitor.faults]
        visitor.faults.clear()
    assert wrong == [], "\n".join(wrong)


def go(visitor: Visitor, stop: str, leads: dict[tuple[str, str], str]) -> list[str]:
    """Come to a page as people do: by its address or through the first link of a list.

    Where a link leads is kept in `leads`, so that a list is not opened anew for each page behind.
    """
    way, _, further = stop.partition(" + ")
    path, *patterns = way.split(" > ")
    for pattern in patterns:
        if (path, pattern) not in leads:
            visitor.page.goto(visitor.base_url + path)
            try:
                found = visitor.page.wait_for_function(_FIRST_LINK, arg=pattern)
            except TimeoutError:
                return [f"no link like {pattern} on {visitor.page.url}"]
            leads[path, pattern] = found.json_value()
        path = leads[path, pattern]
    visitor.page.goto(visitor.base_url + path + further)
    return []


def _nothing(visitor: Visitor) -> list[str]:
    """Say so where there is no such page; it has settled when it was looked at."""
    nothing = visitor.page.get_by_role("heading", name=visitor.say("common:notFound.title"))
    return ["nothing is there"] if nothing.count() else []
