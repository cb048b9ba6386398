"""The forms of the product that send at once, each as somebody who may fill it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.visitor import Visitor

SELLER: Final = "owner@nurigyeol.example"
LARGE: Final = "owner@duresanmaru.example"
BUYER: Final = "deal.lead@duresanmaru.example"
COORDINATOR: Final = "case.coordinator@gaundegil.example"
REVIEWER: Final = "reviewer@gaundegil.example"
VERIFIER: Final = "verifier@gaundegil.example"
DECLINED: Final = "owner@mulmireu.example"

_MATCHED: Final = "{ matches(group: MATCHED, first: 1) { nodes { id } } }"
_CASE: Final = "{ cases(first: 1) { nodes { id } } }"
_CHECK: Final = "{ firmChecks(first: 1) { nodes { id } } }"

Step = Callable[["Visitor"], None]


def _nothing(_: Visitor) -> None:
    """Need nothing."""


@dataclass(frozen=True, kw_only=True)
class Form:
    """A form, one text of it, and how it is sent.

    Attributes:
        name: In the table.
        who: The address of an account of the demo; empty for a visitor.
        path: Where it is; `{id}` is what the query finds.
        query: Finds what the path needs.
        opened: Brings the form onto the page.
        field: The words of the text's label.
        valid: What the text may be.
        most: Characters that it may have.
        filled: Fills what else is needed.
        submit: The words of the button that sends.
        sends: The operation, or a part of the address, that sending asks for.
        needed: Whether the text must not be empty.
        kept: Whether the text outlives a reload.
        hidden: Whether the server reads the text as words, without hidden characters.
    """

    name: str
    who: str
    path: str
    query: str = ""
    opened: Step = _nothing
    field: str
    valid: str = "Angaben für den Vertrag 2027"
    most: int
    filled: Step = _nothing
    submit: str
    sends: str
    needed: bool = True
    kept: bool = True
    hidden: bool = True

    def text(self, visitor: Visitor) -> Locator:
        """Return the input of the text."""
        return place(visitor).get_by_label(_starting(visitor.say(self.field))).first

    def send(self, visitor: Visitor) -> Locator:
        """Return the button that sends."""
        return place(visitor).get_by_role("button", name=visitor.say(self.submit), exact=True).last


def place(visitor: Visitor) -> Locator:
    """Return the window over the page, or the page where there is none."""
    window = visitor.page.get_by_role("dialog")
    return window.last if window.count() else visitor.page.locator("main")


def _starting(words: str) -> re.Pattern[str]:
    return re.compile(f"^{re.escape(words)}( *\\*)?$")


def _pressed(key: str, starts: bool = False) -> Step:
    def press(visitor: Visitor) -> None:
        words = visitor.say(key)
        name = re.compile(f"^{re.escape(words)}") if starts else words
        button = visitor.page.locator("main").get_by_role("button", name=name, exact=not starts)
        button.first.click()

    return press


def _in_window(key: str, starts: bool = False) -> Step:
    def press(visitor: Visitor) -> None:
        _pressed(key, starts)(visitor)
        visitor.page.get_by_role("dialog").wait_for()

    return press


def _marked(selector: str) -> Step:
    def mark(visitor: Visitor) -> None:
        place(visitor).locator(selector).first.check(force=True)

    return mark


def _typed(key: str, value: str) -> Step:
    def write(visitor: Visitor) -> None:
        place(visitor).get_by_label(_starting(visitor.say(key))).first.fill(value)

    return write


def _together(*steps: Step) -> Step:
    def run(visitor: Visitor) -> None:
        for step in steps:
            step(visitor)

    return run


def _next_step(visitor: Visitor) -> None:
    main = visitor.page.locator("main")
    names = [visitor.say(f"case:act.{each}") for each in ("setStep", "newStep")]
    main.get_by_role("button", name=re.compile("|".join(map(re.escape, names)))).first.click()
    visitor.page.get_by_role("dialog").wait_for()


FORMS: Final = (
    Form(
        name="sign-up",
        who="",
        path="/sign-up",
        field="people:signUp.name",
        most=80,
        filled=_together(
            _typed("people:signUp.email", "someone.new@formular.example"),
            _typed("people:signUp.password", "gelbe-lampe-unter-wasser"),
        ),
        submit="people:signUp.submit",
        sends="auth/signup",
    ),
    Form(
        name="profile",
        who=SELLER,
        path="/account",
        field="people:account.name",
        most=80,
        submit="people:account.save",
        sends="UpdateProfile",
    ),
    Form(
        name="token",
        who=SELLER,
        path="/account/tokens",
        opened=_pressed("security:tokens.new"),
        field="security:tokens.name",
        most=60,
        filled=_marked("input[type=checkbox]"),
        submit="security:tokens.submit",
        sends="CreateApiToken",
    ),
    Form(
        name="invitation",
        who=SELLER,
        path="/firm/members",
        opened=_pressed("members:invite.action"),
        field="members:invite.email",
        valid="colleague@nurigyeol.example",
        most=254,
        filled=_marked("form input[type=checkbox]"),
        submit="members:invite.submit",
        sends="InviteMember",
    ),
    Form(
        name="names of a firm",
        who=DECLINED,
        path="/firm",
        opened=_pressed("firm:facts.rename"),
        field="firm:nameKo",
        most=120,
        filled=_typed("firm:nameEn", ""),
        submit="firm:facts.save",
        sends="RenameOrganisation",
    ),
    Form(
        name="affiliate",
        who=LARGE,
        path="/firm",
        opened=_pressed("firm:affiliates.add"),
        field="firm:affiliates.name",
        most=160,
        filled=_typed("firm:number.label", "1248100998"),
        submit="firm:affiliates.add",
        sends="DeclareAffiliate",
    ),
    Form(
        name="declining a firm",
        who=VERIFIER,
        path="/firms/{id}",
        query=_CHECK,
        opened=_in_window("firm:decide.decline"),
        field="firm:decide.words",
        most=1000,
        filled=_marked("input[type=checkbox][value=OTHER]"),
        submit="firm:decide.decline",
        sends="DecideFirmCheck",
    ),
    Form(
        name="note of a case",
        who=COORDINATOR,
        path="/cases/{id}",
        query=_CASE,
        field="case:notes.label",
        most=4000,
        submit="case:act.addNote",
        sends="AddCaseNote",
    ),
    Form(
        name="next step of a case",
        who=COORDINATOR,
        path="/cases/{id}",
        query=_CASE,
        opened=_next_step,
        field="case:step.text",
        most=300,
        filled=_marked("input[type=radio][value=BOTH]"),
        submit="case:act.saveStep",
        sends="SetNextStep",
    ),
    Form(
        name="words to a firm",
        who=REVIEWER,
        path="/reviews/{id}",
        query="{ reviewQueue(first: 1) { nodes { technology { id } } } }",
        field="review:thread.label",
        most=2000,
        submit="review:thread.send",
        sends="CommentOnReview",
    ),
    Form(
        name="end of a deal",
        who=BUYER,
        path="/deals/{id}",
        query=_MATCHED,
        opened=_in_window("deal:act.end"),
        field="deal:confirm.end.reason",
        most=2000,
        submit="deal:act.end",
        sends="EndMatch",
    ),
    Form(
        name="pause of a room",
        who=COORDINATOR,
        path="/deals/{id}/messages",
        query="{ rooms(first: 1) { nodes { match { id } } } }",
        opened=_in_window("room:pause.action"),
        field="room:pause.reason",
        most=2000,
        submit="room:pause.action",
        sends="PauseRoom",
    ),
)
