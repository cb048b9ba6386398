"""Where a deal stands, as a person reads it in the first window of its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypedDict

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.visitor import Visitor

STANDING: Final = """query($id: ID!) { dealStanding(matchId: $id) {
  act turn side place until canAct buyerSees also { act place } } }"""
_QUIET: Final = ("default", "light", "subtle", "outline", "transparent")
_FILLED: Final = "main .mantine-Button-root" + "".join(
    f":not([data-variant={each}])" for each in _QUIET
)
_ASK: Final = """async ([query, id]) => {
  const token = document.cookie.match(/csrftoken=([^;]+)/)?.[1] ?? "";
  const headers = {"content-type": "application/json", "x-csrftoken": token};
  const body = JSON.stringify({query, variables: {id}});
  const answer = await fetch("/graphql", {method: "POST", body, headers});
  return (await answer.json()).data.dealStanding;
}"""


class Standing(TypedDict):
    """What the head of a deal says.

    Attributes:
        sentence: The one sentence of the next step.
        turn: Whose turn it is, with the end where there is one.
        seen: The name of what the other side, or one's own firm, sees now.
        primary: The words of the filled buttons of the page; at most one.
        above: Whether sentence, turn and what is seen lie in the first window.
    """

    sentence: str
    turn: str
    seen: str
    primary: list[str]
    above: bool


def standing_of(visitor: Visitor, deal: str) -> Standing:
    """Open a deal and return what its head says.

    Args:
        visitor: Somebody who may see the deal.
        deal: Its opaque id.
    """
    visitor.open(f"/deals/{deal}")
    visitor.settle()
    step = visitor.page.get_by_role("region", name=visitor.say("common:next.label"))
    sentence = step.locator("p").first
    turn = step.locator("p").nth(1).locator("strong")
    seen = visitor.page.locator('main summary [data-part="seen"]')
    primary = visitor.page.locator(_FILLED)
    return Standing(
        sentence=sentence.inner_text(),
        turn=turn.inner_text(),
        seen=seen.inner_text() if seen.count() else "",
        primary=[each.strip() for each in primary.all_inner_texts()],
        above=all(_is_in_first_window(visitor, each) for each in (sentence, turn, seen)),
    )


def said_of(visitor: Visitor, deal: str) -> Standing:
    """Return what the head of a deal has to say, by what the server answers this person.

    Args:
        visitor: Somebody who may see the deal and stands on one of its pages.
        deal: Its opaque id.
    """
    told = visitor.page.evaluate(_ASK, [STANDING, deal])
    act, turn, own = told["act"], told["turn"], _own_side(visitor)
    variant = {"YOU": "you", "YOUR_FIRM": "firm", "OTHER": "other"}.get(turn, "it")
    if turn == "BOTH" and told["canAct"]:
        variant = "you"
    whose = told["side"] if own is None and told["side"] else "other"
    waiter = told["side"] if turn == "OTHER" and own is None else turn
    return Standing(
        sentence=visitor.say(
            f"standing:sentence.{act}.{variant}",
            who=visitor.say(f"standing:who.{whose}"),
            whoIn=visitor.say(f"standing:whoIn.{whose}"),
        ),
        turn=visitor.say(f"standing:turn.{waiter}"),
        seen=visitor.say(f"ladder:{told['buyerSees']}.name"),
        primary=[visitor.say(f"standing:do.{act}")] if told["canAct"] else [],
        above=True,
    )


def standing_agrees(visitor: Visitor, deal: str) -> None:
    """Fail unless the head of a matched deal says what the server says, and nothing more."""
    read, told = standing_of(visitor, deal), said_of(visitor, deal)
    assert read["sentence"] == told["sentence"]
    assert read["turn"].startswith(told["turn"])
    assert read["seen"] == told["seen"]
    assert read["primary"] == told["primary"]
    assert read["above"], "a part of the standing lies below the first window"


def next_step_followed(visitor: Visitor, deal: str) -> str:
    """Press the one button of a deal and return the address it leads to."""
    standing_of(visitor, deal)
    button = visitor.page.locator(_FILLED)
    expect(button).to_have_count(1)
    button.click()
    visitor.settle()
    return visitor.page.url.removeprefix(visitor.base_url)


def pack_prepared(visitor: Visitor, deal: str) -> str:
    """Ask for the evidence of a deal, wait until it is made, fetch it and return its file name."""
    visitor.open(f"/deals/{deal}/records")
    visitor.button("pack:prepare", within="main").click()
    fetch = visitor.button("pack:fetch", within="main").first
    fetch.wait_for(timeout=60_000)
    with visitor.page.expect_download() as coming:
        fetch.click()
    return coming.value.suggested_filename


def _own_side(visitor: Visitor) -> str | None:
    """Return the reader's side, or None for whoever coordinates the deal."""
    crumb = visitor.page.locator("main nav a").first.get_attribute("href")
    return None if crumb == "/cases" else "party"


def _is_in_first_window(visitor: Visitor, place: Locator) -> bool:
    if place.count() == 0:
        return True
    box, size = place.bounding_box(), visitor.page.viewport_size
    assert box is not None, "it is drawn"
    assert size is not None, "the window has a size"
    return box["y"] + box["height"] <= size["height"]
