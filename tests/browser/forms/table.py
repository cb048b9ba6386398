"""The forms of the product that send at once, each as somebody who may fill it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tests.browser.forms.form import Form, in_window, marked, pressed, together, typed

if TYPE_CHECKING:
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
        filled=together(
            typed("people:signUp.email", "someone.new@formular.example"),
            typed("people:signUp.password", "gelbe-lampe-unter-wasser"),
        ),
        submit="people:signUp.submit",
        sends="auth/signup",
        skips=("session_over",),
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
        opened=pressed("security:tokens.new"),
        field="security:tokens.name",
        most=60,
        filled=marked("input[type=checkbox]"),
        submit="security:tokens.submit",
        sends="CreateApiToken",
    ),
    Form(
        name="invitation",
        who=SELLER,
        path="/firm/members",
        opened=pressed("members:invite.action"),
        field="members:invite.email",
        valid="colleague@nurigyeol.example",
        most=254,
        filled=marked("form input[type=checkbox]"),
        submit="members:invite.submit",
        sends="InviteMember",
    ),
    Form(
        name="names of a firm",
        who=DECLINED,
        path="/firm",
        opened=pressed("firm:facts.rename"),
        field="firm:nameKo",
        most=120,
        filled=typed("firm:nameEn", ""),
        submit="firm:facts.save",
        sends="RenameOrganisation",
    ),
    Form(
        name="affiliate",
        who=LARGE,
        path="/firm",
        opened=pressed("firm:affiliates.add"),
        field="firm:affiliates.name",
        most=160,
        filled=typed("firm:number.label", "1248100998"),
        submit="firm:affiliates.add",
        sends="DeclareAffiliate",
    ),
    Form(
        name="declining a firm",
        who=VERIFIER,
        path="/firms/{id}",
        query=_CHECK,
        opened=in_window("firm:decide.decline"),
        field="firm:decide.words",
        most=1000,
        filled=marked("input[type=checkbox][value=OTHER]"),
        submit="firm:decide.decline",
        sends="DecideFirmCheck",
    ),
    Form(
        name="note of a case",
        who=COORDINATOR,
        path="/cases/{id}",
        query=_CASE,
        field="desk:note.text",
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
        filled=marked("input[type=radio][value=BOTH]"),
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
        opened=in_window("deal:act.end"),
        field="deal:confirm.end.reason",
        most=1000,
        submit="deal:act.end",
        sends="EndMatch",
    ),
    Form(
        name="pause of a room",
        who=COORDINATOR,
        path="/deals/{id}/messages",
        query="{ rooms(first: 1) { nodes { match { id } } } }",
        opened=in_window("room:pause.action"),
        field="room:pause.reason",
        most=1000,
        submit="room:pause.action",
        sends="PauseRoom",
    ),
)
