"""The forms of an account and of a deal, each as somebody of the demo who may fill it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tests.browser.forms import stages
from tests.browser.forms.form import Form, in_window, marked, place, pressed, together, typed
from tests.browser.forms.table import SELLER

if TYPE_CHECKING:
    from tests.browser.visitor import Visitor

ASSIGNER: Final = "owner@gaundegil.example"
SECURED: Final = "owner@jarusol.example"
SCOUT: Final = "scout@sotdaemoe.example"
WITHOUT_NDA: Final = "owner@jarusol.example"
BEFORE_SIGNING: Final = "deal.lead@haneulmoru.example"
PAYER: Final = "deal.lead@keundeulnae.example"

_MATCHED: Final = "{ matches(group: MATCHED, first: 1) { nodes { id } } }"
_ASKED: Final = "{ matches(group: WAITING_FOR_US, first: 1) { nodes { id } } }"
_HANDED_OVER: Final = "{ releases(first: 1) { nodes { id: matchId } } }"
_CASE: Final = "{ cases(mine: false, first: 1) { nodes { id } } }"
_DEMAND: Final = "{ demands(mine: true, first: 1) { nodes { id } } }"


def _typed_password(visitor: Visitor) -> None:
    visitor.page.locator("input[name=password]").fill("gelbe-lampe-unter-wasser")


def _code_sent(visitor: Visitor) -> None:
    """Ask for a code, and look for it elsewhere; who comes back finds the place for it."""
    email = place(visitor).get_by_role("textbox", name=visitor.say("people:reset.email"))
    email.fill("nobody.yet@formular.example")
    visitor.button("people:reset.submit", within="main").click()
    code = visitor.field("people:reset.code")
    code.wait_for()
    visitor.page.reload()
    code.wait_for()


def _first_candidate(visitor: Visitor) -> None:
    place(visitor).locator("input[type=radio]:not([disabled])").first.check(force=True)


def _clause_left_out(visitor: Visitor) -> None:
    before, after = visitor.say("contract:clause.removeNamed", title="@@").split("@@")
    name = re.compile(f"^{re.escape(before)}.+{re.escape(after)}$")
    visitor.page.locator("main").get_by_role("button", name=name).first.click()
    visitor.page.get_by_role("dialog").wait_for()


def _terms_filled(visitor: Visitor) -> None:
    main = visitor.page.locator("main")
    main.locator("#field-mode").select_option("LICENCE")
    main.locator("input[type=radio][value=SOLE]").check(force=True)
    typed("sheet:write.field", "Battery packs")(visitor)
    typed("sheet:write.months", "24")(visitor)
    typed("sheet:write.upfront", "30,000,000")(visitor)


DEALINGS: Final = (
    Form(
        name="sign-in",
        who="",
        path="/sign-in",
        field="account:signIn.email",
        valid="nobody.yet@formular.example",
        most=254,
        filled=_typed_password,
        submit="account:signIn.submit",
        sends="auth/login",
        kept=False,
        skips=("session_over",),
        seldom=True,
    ),
    Form(
        name="forgotten password",
        who="",
        path="/reset-password",
        field="people:reset.email",
        valid="nobody.yet@formular.example",
        most=254,
        submit="people:reset.submit",
        sends="auth/password/request",
        skips=("session_over",),
        seldom=True,
    ),
    Form(
        name="new password",
        who="",
        path="/reset-password",
        opened=_code_sent,
        field="people:reset.code",
        valid="12345678",
        most=8,
        filled=typed("people:reset.password", "gelbe-lampe-unter-wasser"),
        submit="people:reset.save",
        sends="auth/password/reset",
        kept=False,
        # a code is no text
        skips=("too_long", "hidden", "session_over"),
        seldom=True,
    ),
    Form(
        name="authenticator app",
        who=SECURED,
        path="/account/security",
        opened=pressed("security:totp.begin"),
        field="security:code.label",
        valid="123456",
        most=6,
        submit="security:totp.submit",
        sends="authenticators/totp",
        kept=False,
        # a code is no text
        skips=("too_long", "hidden"),
        seldom=True,
    ),
    Form(
        name="barrier",
        who=SELLER,
        path="/firm/barriers",
        opened=pressed("firm:barriers.add"),
        field="firm:barriers.name",
        most=160,
        filled=typed("firm:number.label", "1248100998"),
        submit="firm:barriers.submit",
        sends="DeclareBarrier",
        asks=True,
        seldom=True,
    ),
    Form(
        name="declining a match",
        who=SELLER,
        path="/deals/{id}",
        query=_ASKED,
        opened=in_window("deal:act.decline"),
        field="deal:confirm.decline.words",
        most=1000,
        filled=marked("input[type=radio][value=OTHER]"),
        submit="deal:act.decline",
        sends="DeclineMatch",
        seldom=True,
    ),
    Form(
        name="asking for a match",
        who=SCOUT,
        path="/demands/{id}/matches",
        query=_DEMAND,
        opened=in_window("suggest:request.open", starts=True),
        field="suggest:request.note",
        most=1000,
        submit="suggest:request.action.buyer",
        sends="RequestMatch",
        needed=False,
        seldom=True,
    ),
    Form(
        name="setting a suggestion aside",
        who=SCOUT,
        path="/demands/{id}/matches",
        query=_DEMAND,
        opened=in_window("suggest:aside.open", starts=True),
        field="suggest:aside.note",
        most=500,
        filled=marked("input[type=radio]"),
        submit="suggest:aside.action",
        sends="JudgeSuggestion",
        needed=False,
        seldom=True,
    ),
    Form(
        name="another coordinator",
        who=ASSIGNER,
        path="/cases/{id}",
        query=_CASE,
        opened=in_window("case:act.assign"),
        field="case:assign.reason",
        most=300,
        filled=_first_candidate,
        submit="case:act.assign",
        sends="HandOverCases",
        seldom=True,
    ),
    Form(
        name="beginning an NDA",
        who=WITHOUT_NDA,
        path="/deals/{id}/nda",
        query=_MATCHED,
        field="nda:field.purpose",
        most=1000,
        filled=typed("nda:field.months", "12"),
        submit="nda:begin.do",
        sends="DraftNda",
        seldom=True,
    ),
    Form(
        name="declining an NDA",
        who=BEFORE_SIGNING,
        path="/deals/{id}/nda",
        query=_MATCHED,
        opened=in_window("nda:act.refuse"),
        field="nda:window.refuseWords",
        most=1000,
        filled=marked("input[type=radio][value=OTHER]"),
        submit="nda:act.refuse",
        sends="RefuseNda",
        seldom=True,
    ),
    Form(
        name="ending an NDA",
        who=SELLER,
        path="/deals/{id}/nda",
        query=_MATCHED,
        opened=in_window("nda:act.end"),
        field="nda:window.endWords",
        most=1000,
        submit="nda:act.end",
        sends="EndNda",
        seldom=True,
    ),
    Form(
        name="asking for a refund",
        who=PAYER,
        path="/deals/{id}/payments",
        query=_HANDED_OVER,
        opened=in_window("payment:act.REQUEST_REFUND.name", starts=True),
        field="payment:act.REQUEST_REFUND.label",
        most=1000,
        submit="payment:act.REQUEST_REFUND.name",
        sends="RequestRefund",
        seldom=True,
    ),
    Form(
        name="NDA draft",
        who=stages.OWNER,
        path="/deals/{id}/nda",
        stage=stages.DRAFTED,
        field="nda:field.purpose",
        most=1000,
        submit="nda:draft.save",
        sends="SaveNda",
        seldom=True,
    ),
    Form(
        name="declining an item",
        who=stages.OWNER,
        path="/deals/{id}/documents",
        stage=stages.ASKED,
        opened=in_window("request:refuse.action"),
        field="request:refuse.words",
        most=1000,
        filled=marked("input[type=radio][value=OTHER]"),
        submit="request:refuse.action",
        sends="RefuseItem",
        seldom=True,
    ),
    Form(
        name="allowing an item",
        who=stages.OWNER,
        path="/deals/{id}/documents",
        stage=stages.ASKED,
        opened=together(
            in_window("request:grant.action"),
            marked("fieldset:not(:has(#grant-readers-help)) input[type=checkbox]"),
        ),
        field="request:grant.first",
        valid="1",
        most=6,
        filled=marked("fieldset:has(#grant-readers-help) input[type=checkbox]"),
        submit="request:grant.action",
        sends="GrantItem",
        # from the first page on where nothing is written
        needed=False,
        # a number is no text
        skips=("too_long",),
        seldom=True,
    ),
    Form(
        name="offering terms",
        who=stages.LEAD,
        path="/deals/{id}/terms/write",
        stage=stages.ASKED,
        field="sheet:write.territory",
        most=300,
        filled=_terms_filled,
        submit="sheet:write.submit",
        sends="OfferTerms",
        asks=True,
        seldom=True,
    ),
    Form(
        name="leaving a clause out",
        who=stages.OWNER,
        path="/deals/{id}/contract",
        stage=stages.CONTRACT,
        opened=_clause_left_out,
        field="contract:confirm.remove.reason",
        most=500,
        submit="contract:clause.remove",
        sends="SetClause",
        seldom=True,
    ),
    Form(
        name="declining a contract",
        who=stages.LEAD,
        path="/deals/{id}/contract",
        stage=stages.OFFERED,
        opened=in_window("contract:act.refuse"),
        field="contract:confirm.refuse.words",
        most=1000,
        filled=marked("input[type=radio][value=OTHER]"),
        submit="contract:act.refuse",
        sends="RefuseContract",
        seldom=True,
    ),
    Form(
        name="account for transfers",
        who=stages.OWNER,
        path="/deals/{id}/payments",
        stage=stages.SIGNED,
        opened=in_window("payment:account.name"),
        field="payment:transfer.holder",
        most=100,
        filled=together(
            marked("input[type=radio][value=SELLER]"),
            typed("payment:transfer.bank", "Dolmori Bank"),
            typed("payment:transfer.number", "100-200-300400"),
        ),
        submit="payment:account.save",
        sends="NameTransferAccount",
        seldom=True,
    ),
    Form(
        name="comparing a transfer",
        who=stages.TREASURER,
        path="/payments",
        stage=stages.INSTRUCTED,
        opened=in_window("payment:act.CONFIRM_PAYMENT.name", starts=True),
        field="payment:compare.reference",
        valid="SB-2345-6789K",
        most=40,
        filled=typed("payment:compare.amount", "60,000,000"),
        submit="payment:act.CONFIRM_PAYMENT.name",
        sends="ConfirmPayment",
        seldom=True,
    ),
    Form(
        name="recording a delivery",
        who=stages.OWNER,
        path="/deals/{id}/payments",
        stage=stages.HELD,
        opened=in_window("payment:act.RECORD_DELIVERY.name", starts=True),
        field="payment:act.RECORD_DELIVERY.label",
        most=1000,
        submit="payment:act.RECORD_DELIVERY.name",
        sends="RecordDelivery",
        seldom=True,
    ),
    Form(
        name="objecting to the hand-over",
        who=stages.LEAD,
        path="/deals/{id}/payments",
        stage=stages.HELD,
        opened=in_window("payment:release.object"),
        field="payment:release.objectLabel",
        most=1000,
        submit="payment:release.object",
        sends="ObjectRelease",
        seldom=True,
    ),
)
